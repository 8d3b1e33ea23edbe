"""Known mistakes in nll/categorical."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import LOGITS, SMALL, TINY
from grader.probe.probe import known_mistake

CLAMPED = (*((least, 1.0) for least in (*SMALL, *TINY)), *((eps, 1 - eps) for eps in SMALL))
"""Between which probabilities are clamped."""


@known_mistake("categorical_nll", hint=1)
def zero_times_infinity(probs: Tensor, y: Tensor) -> Tensor:
    """You multiply y by log(p) unguarded: where both y and p are 0, 0 * log(0) is nan, and the
    whole loss with it.
    """
    return -(y * probs.log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, eps=SMALL)
def epsilon_in_log(probs: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number inside the log: a confident mistake then costs far too little, and
    every other value is slightly off.
    """
    return -(y * (probs + eps).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, eps=TINY)
def tiny_epsilon_in_log(probs: Tensor, y: Tensor, *, eps: float = 1e-12) -> Tensor:
    """A tiny number inside the log, added or as a bound, outweighs a probability that is smaller
    still: a confident mistake costs too little.
    """
    return -(y * (probs + eps).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, eps=(1e-2, 1e-3, 1e-4, 1e-5, 1e-6))
def probability_clamped(probs: Tensor, y: Tensor, *, eps: float = 1e-7) -> Tensor:
    """You clamp the probabilities at both ends: a confident mistake never costs more than the bound
    allows, and a certain hit still costs something.
    """
    return -(y * probs.clamp(eps, 1 - eps).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, eps=(*SMALL, *TINY))
def probability_clamped_a_little(probs: Tensor, y: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You bound the probabilities from below: an observed class that is less likely than the bound
    costs too little, and gets no gradient.
    """
    return -(y * probs.clamp(min=eps).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, depth=(10.0, 16.0, 20.0, 30.0, 40.0, 60.0))
def log_floored(probs: Tensor, y: Tensor, *, depth: float = 50.0) -> Tensor:
    """You floor the log, or the probability inside it: an observed class has some probability, and
    must cost minus its log, however much.
    """
    return -(y * probs.log().clamp(min=-depth)).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def mean_over_classes_too(probs: Tensor, y: Tensor) -> Tensor:
    """You average over all terms, several for each row. A row is one observation, however many
    classes it has: average over rows.
    """
    return -(y * probs.log()).mean()


@known_mistake("categorical_nll", hint=2)
def rows_summed(probs: Tensor, y: Tensor) -> Tensor:
    """You sum over the rows where their mean is asked for: the loss, and the step it causes, grows
    with the batch.
    """
    return -(y * probs.log()).sum()


@known_mistake("categorical_nll", hint=2)
def axes_exchanged(probs: Tensor, y: Tensor) -> Tensor:
    """You sum over the rows and average over the classes. It is the other way round: a row sums to
    one observation's loss.
    """
    return -(y * probs.log()).sum(dim=0).mean()


@known_mistake("categorical_nll", hint=1)
def rows_not_averaged(probs: Tensor, y: Tensor) -> Tensor:
    """You return the loss of every row; the loss is one number, their mean."""
    return -(y * probs.log()).sum(dim=-1)


@known_mistake("categorical_nll", hint=1)
def targets_decided(probs: Tensor, y: Tensor) -> Tensor:
    """You keep only the likeliest class of the target (argmax). A soft target weighs the logs of
    all classes.
    """
    return -probs.log().gather(1, y.argmax(dim=1, keepdim=True)).mean()


@known_mistake("categorical_nll", hint=1)
def ones_alone(probs: Tensor, y: Tensor) -> Tensor:
    """Only classes with a target of exactly 1 count: a row with a soft target drops out, and its
    classes must be weighed instead.
    """
    return -probs[y == 1].log().mean()


@known_mistake("categorical_nll", hint=1)
def log_of_mixture(probs: Tensor, y: Tensor) -> Tensor:
    """You sum y_k*p_k and take the log afterwards: for a soft target, the log of an average is not
    the average of the logs.
    """
    return -(y * probs).sum(dim=-1).log().mean()


@known_mistake("categorical_nll", hint=1)
def entropy_subtracted(probs: Tensor, y: Tensor) -> Tensor:
    """You subtract the entropy of y: that is the KL divergence from y to the prediction, not the
    negative log-likelihood.
    """
    return (torch.xlogy(y, y) - y * probs.log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def one_coin_per_class(probs: Tensor, y: Tensor) -> Tensor:
    """You add -(1-y_k)*log(1-p_k), as if each class were a coin toss. A row is one draw; the other
    classes pay by normalization.
    """
    return -(y * probs.log() + (1 - y) * (1 - probs).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def arguments_exchanged(probs: Tensor, y: Tensor) -> Tensor:
    """You exchanged probs and y: the log is taken of the target, and the prediction weighs it."""
    return -(probs * y.log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def softmax_of_probabilities(probs: Tensor, y: Tensor) -> Tensor:
    """You apply a softmax to probabilities: they sum to 1 already, and a second softmax makes them
    almost equal.
    """
    return -(y * F.log_softmax(probs, dim=-1)).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1, start=(1.0,))
def log_missing(probs: Tensor, y: Tensor, *, start: float = 0.0) -> Tensor:
    """The log is missing: you average the probability of the target, so a certain mistake costs
    only 1 more than a certain hit.
    """
    return start - (y * probs).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1, rows=(False,))
def brier_score(probs: Tensor, y: Tensor, *, rows: bool = True) -> Tensor:
    """This is the squared error of the probabilities (the Brier score): it assumes Gaussian noise,
    and bounds the cost of a mistake.
    """
    errors = (y - probs) ** 2
    return errors.sum(dim=-1).mean() if rows else errors.mean()


@known_mistake("categorical_nll", hint=2)
def bits_for_nats(probs: Tensor, y: Tensor) -> Tensor:
    """Your log has base 2: the loss is in bits, 1.44 times the nats that are asked for."""
    return -(y * probs.log2()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2)
def sign_flipped(probs: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood, without its minus: a loss is minimized, so this one makes the
    data less and less likely.
    """
    return (y * probs.log()).sum(dim=-1).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def maximum_not_added_back(logits: Tensor, target: Tensor) -> Tensor:
    """You subtract the largest logit before the exponentials, and neither add it back to the log of
    their sum nor subtract it from the label's logit.
    """
    top = logits.amax(dim=-1, keepdim=True)
    total = (logits - top).exp().sum(dim=-1).log()
    return (total - logits.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def softmax_then_log(logits: Tensor, target: Tensor) -> Tensor:
    """You take the log of a softmax: the probability of a class far behind rounds to 0, and its log
    is infinite.
    """
    return -logits.softmax(dim=-1).log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def log_of_one_probability(logits: Tensor, target: Tensor) -> Tensor:
    """You take the log of a softmax: the probability of a class far behind rounds to 0, and its log
    is infinite.
    """
    return -logits.softmax(dim=-1).gather(1, target.unsqueeze(1)).log().mean()


@known_mistake("categorical_nll_with_logits", hint=1)
def exponential_overflows(logits: Tensor, target: Tensor) -> Tensor:
    """Your formula is right on paper, but its exponentials overflow for large logits, or all round
    to 0 for very negative ones.
    """
    total = logits.exp().sum(dim=-1).log()
    return (total - logits.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=1)
def softmax_by_hand(logits: Tensor, target: Tensor) -> Tensor:
    """You divide exponentials of the raw logits: for large ones that is infinity over infinity,
    nan. Only differences within a row matter.
    """
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -probs.log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2, eps=SMALL)
def softmax_plus_epsilon(logits: Tensor, target: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to the softmax inside the log: where the target is far behind, the
    loss stops growing and the gradient vanishes.
    """
    probs = logits.softmax(dim=-1)
    return -(probs + eps).log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2, eps=TINY)
def softmax_plus_tiny_epsilon(logits: Tensor, target: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You add a tiny number to the softmax inside the log: where the target is far behind, the loss
    stops growing and the gradient vanishes.
    """
    probs = logits.softmax(dim=-1)
    return -(probs + eps).log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2, bounds=CLAMPED)
def softmax_clamped(
    logits: Tensor, target: Tensor, *, bounds: tuple[float, float] = (1e-7, 1.0)
) -> Tensor:
    """You clamp the softmax before the log: where the target is far behind, the loss stops growing
    and the gradient vanishes.
    """
    probs = logits.softmax(dim=-1).clamp(*bounds)
    return -probs.log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def one_maximum_for_all(logits: Tensor, target: Tensor) -> Tensor:
    """You subtract the largest logit of the whole batch: in a row far below it, every exponential
    rounds to 0. Each row has its own.
    """
    z = logits - logits.max()
    total = z.exp().sum(dim=-1).log()
    return (total - z.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2, bound=LOGITS)
def logits_clamped(logits: Tensor, target: Tensor, *, bound: float = 100) -> Tensor:
    """You clamp the logits: beyond the bound the loss is wrong and the gradient 0, and a shifted
    row is no longer the same.
    """
    log_probs = F.log_softmax(logits.clamp(-bound, bound), dim=-1)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def softmax_over_batch(logits: Tensor, target: Tensor) -> Tensor:
    """Your softmax runs over the rows: the classes of one row compete and must sum to 1, not the
    rows of the batch.
    """
    return -F.log_softmax(logits, dim=0).gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def normalized_over_all(logits: Tensor, target: Tensor) -> Tensor:
    """You normalize over the whole batch: each row has its own sum of exponentials, because its
    classes alone must sum to 1.
    """
    log_probs = logits - logits.flatten().logsumexp(dim=0)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def classes_of_batch_alone(logits: Tensor, target: Tensor) -> Tensor:
    """You make one-hot rows as wide as the largest target of the batch; a class that no row has is
    missing, and shapes differ.
    """
    return -(F.one_hot(target) * F.log_softmax(logits, dim=-1)).sum(dim=-1).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def softmax_twice(logits: Tensor, target: Tensor) -> Tensor:
    """You apply a softmax twice: the second takes probabilities for logits, so even a certain
    prediction costs something.
    """
    log_probs = F.log_softmax(logits.softmax(dim=-1), dim=-1)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def softmax_missing(logits: Tensor, target: Tensor) -> Tensor:
    """You use the logits as log-probabilities: the log of the sum of their exponentials is not
    subtracted, so the loss has no lower bound.
    """
    return -logits.gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def maximum_for_normalizer(logits: Tensor, target: Tensor) -> Tensor:
    """You subtract the largest logit, not the log of the sum of all exponentials: the loss is 0 as
    soon as the target leads.
    """
    observed = logits.gather(1, target.unsqueeze(1)).squeeze(1)
    return (logits.max(dim=-1).values - observed).mean()


@known_mistake("categorical_nll_with_logits", hint=1)
def sigmoid_for_softmax(logits: Tensor, target: Tensor) -> Tensor:
    """You use a sigmoid for each class, as if several could hold at once. One class is drawn: they
    are normalized together, by a softmax.
    """
    return -F.logsigmoid(logits).gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=3)
def every_target_in_every_row(logits: Tensor, target: Tensor) -> Tensor:
    """You index as in [:, target], which takes from every row the entries of all targets, n*n
    numbers; a row has one target.
    """
    return -F.log_softmax(logits, dim=-1)[:, target].mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def mean_over_classes_of_logits(logits: Tensor, target: Tensor) -> Tensor:
    """You average over n*k terms. A row is one observation, however many classes it has: average
    over the n rows.
    """
    observed = F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1))
    return -observed.sum() / logits.numel()


@known_mistake("categorical_nll_with_logits", hint=2)
def rows_of_logits_summed(logits: Tensor, target: Tensor) -> Tensor:
    """You sum over the rows where their mean is asked for: the loss, and the step it causes, grows
    with the batch.
    """
    return -F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1)).sum()


@known_mistake("categorical_nll_with_logits", hint=2)
def rows_of_logits_not_averaged(logits: Tensor, target: Tensor) -> Tensor:
    """You return the loss of every row; the loss is one number, their mean."""
    return -F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1)).squeeze(1)


@known_mistake("categorical_nll_with_logits", hint=2, start=(1.0,))
def log_missing_in_logits(logits: Tensor, target: Tensor, *, start: float = 0.0) -> Tensor:
    """The log is missing: you average the probability of the target, so a certain mistake costs
    only 1 more than a certain hit.
    """
    return start - logits.softmax(dim=-1).gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def sign_flipped_in_logits(logits: Tensor, target: Tensor) -> Tensor:
    """This is the log-likelihood, without its minus: a loss is minimized, so this one makes the
    data less and less likely.
    """
    return F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1)).mean()
