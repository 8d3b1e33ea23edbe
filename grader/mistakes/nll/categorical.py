"""Known mistakes in nll/categorical."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("categorical_nll", hint=1)
def zero_times_infinity(probs: Tensor, y: Tensor) -> Tensor:
    """0 * log(0) is nan, not 0: a class that is neither expected nor observed spoils the sum."""
    return -(y * probs.log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, eps=SMALL)
def epsilon_in_log(probs: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number inside the logarithm changes every value a little, and the price of a
    confident mistake a lot.
    """
    return -(y * (probs + eps).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, eps=TINY)
def tiny_epsilon_in_log(probs: Tensor, y: Tensor, *, eps: float = 1e-12) -> Tensor:
    """The number inside the logarithm is small beside most probabilities, but not beside that
    of a confident mistake, whose price comes out far too low.
    """
    return -(y * (probs + eps).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, eps=SMALL)
def probability_clamped(probs: Tensor, y: Tensor, *, eps: float = 1e-7) -> Tensor:
    """The probabilities are clamped, so that a confident mistake costs the same, however
    confident it is.
    """
    return -(y * probs.clamp(eps, 1 - eps).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2, eps=(*SMALL, *TINY))
def probability_clamped_a_little(probs: Tensor, y: Tensor, *, eps: float = 1e-12) -> Tensor:
    """The probabilities are clamped at a value that a confident mistake can well be below."""
    return -(y * probs.clamp(min=eps).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2)
def log_floored(probs: Tensor, y: Tensor) -> Tensor:
    """The logs are floored, as in the Bernoulli exercise. Here nothing needs a floor: an
    observed class always has some probability, and costs what it costs.
    """
    return -(y * probs.log().clamp(min=-50)).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def mean_over_classes_too(probs: Tensor, y: Tensor) -> Tensor:
    """You averaged over rows and classes; a row is one observation, so the mean is over rows."""
    return -(y * probs.log()).mean()


@known_mistake("categorical_nll", hint=2)
def rows_summed(probs: Tensor, y: Tensor) -> Tensor:
    """You added up the rows where their mean is asked."""
    return -(y * probs.log()).sum()


@known_mistake("categorical_nll", hint=2)
def axes_exchanged(probs: Tensor, y: Tensor) -> Tensor:
    """You added up over the rows and averaged over the classes: the axes have changed places."""
    return -(y * probs.log()).sum(dim=0).mean()


@known_mistake("categorical_nll", hint=1)
def rows_not_averaged(probs: Tensor, y: Tensor) -> Tensor:
    """The losses of the rows are returned; a loss is one number."""
    return -(y * probs.log()).sum(dim=-1)


@known_mistake("categorical_nll", hint=1)
def targets_decided(probs: Tensor, y: Tensor) -> Tensor:
    """Only the most likely target class counts: a soft target is to be weighed, not decided."""
    return -probs.log().gather(1, y.argmax(dim=1, keepdim=True)).mean()


@known_mistake("categorical_nll", hint=1)
def log_of_mixture(probs: Tensor, y: Tensor) -> Tensor:
    """You take the log of the mean probability of a row, sum_k y_k*p_k. For soft targets that
    is not the mean of the logs.
    """
    return -(y * probs).sum(dim=-1).log().mean()


@known_mistake("categorical_nll", hint=1)
def entropy_subtracted(probs: Tensor, y: Tensor) -> Tensor:
    """This is the KL divergence of the prediction from the target: the entropy of y is
    subtracted, which a likelihood does not do.
    """
    return (torch.xlogy(y, y) - y * probs.log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def one_coin_per_class(probs: Tensor, y: Tensor) -> Tensor:
    """Each class pays as a coin toss of its own, -(1-y_k)*log(1-p_k) included; a categorical
    draw is one event, and the other classes pay through the normalisation.
    """
    return -(y * probs.log() + (1 - y) * (1 - probs).log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def arguments_exchanged(probs: Tensor, y: Tensor) -> Tensor:
    """Target and prediction have changed places: the logarithm is taken of the wrong one."""
    return -(probs * y.log()).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def softmax_of_probabilities(probs: Tensor, y: Tensor) -> Tensor:
    """A softmax is applied to what is a distribution already."""
    return -(y * F.log_softmax(probs, dim=-1)).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def log_missing(probs: Tensor, y: Tensor) -> Tensor:
    """The logarithm is missing: this is minus the mean probability, not the negative mean log."""
    return -(y * probs).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=1)
def brier_score(probs: Tensor, y: Tensor) -> Tensor:
    """This is the squared error of the probabilities (the Brier score), not a likelihood."""
    return ((y - probs) ** 2).sum(dim=-1).mean()


@known_mistake("categorical_nll", hint=2)
def sign_flipped(probs: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood. A loss is minimised, so its sign must be the other."""
    return (y * probs.log()).sum(dim=-1).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def softmax_then_log(logits: Tensor, target: Tensor) -> Tensor:
    """You compute the probabilities first. That of a class far behind rounds to 0, and its log
    is then infinite.
    """
    return -logits.softmax(dim=-1).log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def log_of_one_probability(logits: Tensor, target: Tensor) -> Tensor:
    """You take the log of a probability. That of a class far behind rounds to 0, and its log is
    then infinite.
    """
    return -logits.softmax(dim=-1).gather(1, target.unsqueeze(1)).log().mean()


@known_mistake("categorical_nll_with_logits", hint=1)
def exponential_overflows(logits: Tensor, target: Tensor) -> Tensor:
    """The formula is the right one, but its exponentials overflow for large logits."""
    total = logits.exp().sum(dim=-1).log()
    return (total - logits.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=1)
def softmax_by_hand(logits: Tensor, target: Tensor) -> Tensor:
    """You normalise exponentials by hand: they overflow for large logits, and inf/inf is nan."""
    probs = logits.exp() / logits.exp().sum(dim=-1, keepdim=True)
    return -probs.log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2, eps=SMALL)
def softmax_plus_epsilon(logits: Tensor, target: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number inside the logarithm hides that a probability has rounded to 0: the value
    stops growing and the gradient vanishes.
    """
    probs = logits.softmax(dim=-1)
    return -(probs + eps).log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2, eps=TINY)
def softmax_plus_tiny_epsilon(logits: Tensor, target: Tensor, *, eps: float = 1e-12) -> Tensor:
    """The number inside the logarithm is small, but hides all the same that a probability has
    rounded to 0: the value stops growing and the gradient vanishes.
    """
    probs = logits.softmax(dim=-1)
    return -(probs + eps).log().gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def one_maximum_for_all(logits: Tensor, target: Tensor) -> Tensor:
    """You subtract the largest logit of the whole batch. A row far below it has only
    exponentials that round to 0; each row has a largest logit of its own.
    """
    z = logits - logits.max()
    total = z.exp().sum(dim=-1).log()
    return (total - z.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def logits_clamped(logits: Tensor, target: Tensor) -> Tensor:
    """The logits are clamped: beyond the bound the loss is wrong and the gradient 0."""
    log_probs = F.log_softmax(logits.clamp(-100, 100), dim=-1)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def softmax_over_batch(logits: Tensor, target: Tensor) -> Tensor:
    """The softmax runs over the batch: the classes of one row must sum to 1, not the rows."""
    return -F.log_softmax(logits, dim=0).gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def softmax_twice(logits: Tensor, target: Tensor) -> Tensor:
    """The softmax is applied twice: the function that you call takes logits, not probabilities."""
    log_probs = F.log_softmax(logits.softmax(dim=-1), dim=-1)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def softmax_missing(logits: Tensor, target: Tensor) -> Tensor:
    """The logits are used as if they were log-probabilities: they are not normalised yet."""
    return -logits.gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def maximum_for_normaliser(logits: Tensor, target: Tensor) -> Tensor:
    """The largest logit takes the place of the normalisation: that is a margin, no likelihood."""
    observed = logits.gather(1, target.unsqueeze(1)).squeeze(1)
    return (logits.max(dim=-1).values - observed).mean()


@known_mistake("categorical_nll_with_logits", hint=1)
def sigmoid_for_softmax(logits: Tensor, target: Tensor) -> Tensor:
    """A sigmoid turns each logit into a coin toss of its own; classes that exclude each other
    are normalised together.
    """
    return -F.logsigmoid(logits).gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=3)
def every_target_in_every_row(logits: Tensor, target: Tensor) -> Tensor:
    """Indexing with [:, target] takes every row's entry for every target, n*n numbers; each row
    has one target.
    """
    return -F.log_softmax(logits, dim=-1)[:, target].mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def mean_over_classes_of_logits(logits: Tensor, target: Tensor) -> Tensor:
    """You averaged over rows and classes; a row is one observation, so the mean is over rows."""
    observed = F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1))
    return -observed.sum() / logits.numel()


@known_mistake("categorical_nll_with_logits", hint=2)
def rows_of_logits_summed(logits: Tensor, target: Tensor) -> Tensor:
    """You added up the rows where their mean is asked."""
    return -F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1)).sum()


@known_mistake("categorical_nll_with_logits", hint=2)
def rows_of_logits_not_averaged(logits: Tensor, target: Tensor) -> Tensor:
    """The losses of the rows are returned; a loss is one number."""
    return -F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1)).squeeze(1)


@known_mistake("categorical_nll_with_logits", hint=2)
def log_missing_in_logits(logits: Tensor, target: Tensor) -> Tensor:
    """The logarithm is missing: this is minus the mean probability, not the negative mean log."""
    return -logits.softmax(dim=-1).gather(1, target.unsqueeze(1)).mean()


@known_mistake("categorical_nll_with_logits", hint=2)
def sign_flipped_in_logits(logits: Tensor, target: Tensor) -> Tensor:
    """This is the log-likelihood. A loss is minimised, so its sign must be the other."""
    return F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1)).mean()
