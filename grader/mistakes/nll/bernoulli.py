"""Known mistakes in nll/bernoulli."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import LOGITS, SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("bernoulli_nll", hint=1)
def floor_missing(p: Tensor, y: Tensor) -> Tensor:
    """Neither log has its floor of -100: at a p of exactly 0 or 1 the loss is infinite, or 0 times
    infinity, nan.
    """
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll", hint=1)
def zero_alone_floored(p: Tensor, y: Tensor) -> Tensor:
    """Only the log of exactly 0 is floored. The floor holds for every p: without it the log of
    1e-50 is -115, not -100.
    """
    log_p, log_q = p.log().nan_to_num(neginf=-100.0), (1 - p).log().nan_to_num(neginf=-100.0)
    return -(y * log_p + (1 - y) * log_q).mean()


@known_mistake("bernoulli_nll", hint=2, each=(True,))
def infinity_replaced(p: Tensor, y: Tensor, *, each: bool = False) -> Tensor:
    """You replace infinity by the largest number there is: a certain mistake then costs 1e38 or
    more, where the floor asks for 100.
    """
    log_p, log_q = p.log(), (1 - p).log()
    if each:
        log_p, log_q = log_p.nan_to_num(), log_q.nan_to_num()
    return -(y * log_p + (1 - y) * log_q).nan_to_num().mean()


@known_mistake("bernoulli_nll", hint=2)
def subnormal_as_zero(p: Tensor, y: Tensor) -> Tensor:
    """You treat every p below the smallest normal number as 0, but the log reaches -100 only at
    4e-44, which float32 can hold.
    """
    tiny = torch.finfo(p.dtype).tiny
    log_p = torch.where(p < tiny, -100.0, p.log()).clamp(min=-100)
    log_q = torch.where(1 - p < tiny, -100.0, (1 - p).log()).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()


@known_mistake("bernoulli_nll", hint=1, floored=("log(1-p)",))
def one_floor_only(p: Tensor, y: Tensor, *, floored: str = "log(p)") -> Tensor:
    """Only one of log(p) and log(1-p) has its floor of -100; the other is infinite at its end,
    where p is exactly 0 or 1.
    """
    log_p, log_q = p.log(), (1 - p).log()
    if floored == "log(p)":
        log_p = log_p.clamp(min=-100)
    else:
        log_q = log_q.clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()


@known_mistake("bernoulli_nll", hint=2)
def floored_too_late(p: Tensor, y: Tensor) -> Tensor:
    """You floor the weighted sum, not each log. That is too late: 0 times the log of 0 is nan
    before the floor comes.
    """
    return -(y * p.log() + (1 - y) * (1 - p).log()).clamp(min=-100).mean()


@known_mistake("bernoulli_nll", hint=2)
def weighted_sum_floored(p: Tensor, y: Tensor) -> Tensor:
    """You floor the weighted sum of both logs, not each log: of a log that is -100, a soft target
    counts only its share.
    """
    weighted: Tensor = torch.xlogy(y, p) + torch.special.xlog1py(1 - y, -p)
    return -weighted.clamp(min=-100).mean()


@known_mistake("bernoulli_nll", hint=2, eps=SMALL)
def epsilon_in_log(p: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number inside the logs: a certain mistake then costs far less than 100, and
    every other value is slightly off.
    """
    return -(y * (p + eps).log() + (1 - y) * (1 - p + eps).log()).mean()


@known_mistake("bernoulli_nll", hint=2, eps=TINY)
def tiny_epsilon_in_log(p: Tensor, y: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You add a tiny number inside the logs: it outweighs a p that is smaller still, so a confident
    mistake costs too little.
    """
    return -(y * (p + eps).log() + (1 - y) * (1 - p + eps).log()).mean()


@known_mistake("bernoulli_nll", hint=2, eps=SMALL)
def probability_clamped(p: Tensor, y: Tensor, *, eps: float = 1e-7) -> Tensor:
    """You clamp p away from 0 and 1: beyond the bound a mistake costs the same however confident it
    is, and gets no gradient.
    """
    q = p.clamp(eps, 1 - eps)
    return -(y * q.log() + (1 - y) * (1 - q).log()).mean()


@known_mistake("bernoulli_nll", hint=2, eps=TINY)
def probability_clamped_a_little(p: Tensor, y: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You clamp p by a tiny number: a p of 0 costs less than 100, and in float32 the upper bound
    rounds to 1.
    """
    q = p.clamp(eps, 1 - eps)
    return -(y * q.log() + (1 - y) * (1 - q).log()).mean()


@known_mistake("bernoulli_nll", hint=2, eps=(*SMALL, *TINY))
def probability_bounded_below(p: Tensor, y: Tensor, *, eps: float = 1e-7) -> Tensor:
    """You bound what is inside each log from below: beyond the bound a mistake costs the same
    however confident it is, without gradient.
    """
    log_p, log_q = p.clamp(min=eps).log(), (1 - p).clamp(min=eps).log()
    return -(y * log_p + (1 - y) * log_q).mean()


@known_mistake("bernoulli_nll", hint=1)
def ones_and_zeros_apart(p: Tensor, y: Tensor) -> Tensor:
    """You average the costs of ones and of zeros apart and then both means: the rarer kind counts
    too much. One mean over every element is asked.
    """
    ones, zeros = -y * p.log().clamp(min=-100), -(1 - y) * (1 - p).log().clamp(min=-100)
    n_ones, n_zeros = y.sum().clamp(min=1e-8), (1 - y).sum().clamp(min=1e-8)
    return (ones.sum() / n_ones + zeros.sum() / n_zeros) / 2


@known_mistake("bernoulli_nll", hint=1)
def zeros_forgotten(p: Tensor, y: Tensor) -> Tensor:
    """The term (1-y)*log(1-p) is missing: zeros cost nothing, so a p of 1 everywhere would be
    best.
    """
    return -(y * p.log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=1)
def roles_exchanged(p: Tensor, y: Tensor) -> Tensor:
    """The logs are exchanged: a one pays log(1-p) and a zero pays log(p), so the model learns the
    opposite.
    """
    return -((1 - y) * p.log().clamp(min=-100) + y * (1 - p).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=1)
def arguments_exchanged(p: Tensor, y: Tensor) -> Tensor:
    """You exchanged p and y: the log is taken of the target, and the prediction weighs it."""
    return -(p * y.log().clamp(min=-100) + (1 - p) * (1 - y).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=1)
def probability_as_logit(p: Tensor, y: Tensor) -> Tensor:
    """You apply a sigmoid to p, which is a probability already: the result stays between 0.5 and
    0.73, so nothing can be sure.
    """
    return -(y * F.logsigmoid(p) + (1 - y) * F.logsigmoid(-p)).mean()


@known_mistake("bernoulli_nll", hint=1)
def targets_rounded(p: Tensor, y: Tensor) -> Tensor:
    """You round y to 0 or 1. A soft target weighs both logs: it pays the share y of one and 1-y of
    the other.
    """
    log_p, log_q = p.log().clamp(min=-100), (1 - p).log().clamp(min=-100)
    return -torch.where(y > 0.5, log_p, log_q).mean()


@known_mistake("bernoulli_nll", hint=1)
def targets_compared(p: Tensor, y: Tensor) -> Tensor:
    """Only a y of exactly 1 counts as a one, and every soft target as a zero. A soft target weighs
    both logs.
    """
    return -torch.where(y == 1, p, 1 - p).log().clamp(min=-100).mean()


@known_mistake("bernoulli_nll", hint=1)
def log_of_mixture(p: Tensor, y: Tensor) -> Tensor:
    """You take the log of y*p + (1-y)*(1-p): for a soft target, the log of an average is not the
    average of the logs.
    """
    return -(y * p + (1 - y) * (1 - p)).log().clamp(min=-100).mean()


@known_mistake("bernoulli_nll", hint=1, start=(1.0,))
def log_missing(p: Tensor, y: Tensor, *, start: float = 0.0) -> Tensor:
    """The log is missing: you average the probability of what happened, so a certain mistake costs
    only 1 more than a certain hit.
    """
    return start - (y * p + (1 - y) * (1 - p)).mean()


@known_mistake("bernoulli_nll", hint=1)
def brier_score(p: Tensor, y: Tensor) -> Tensor:
    """This is the squared error of p (the Brier score): it assumes Gaussian noise, and a certain
    mistake costs 1, not 100.
    """
    return ((y - p) ** 2).mean()


@known_mistake("bernoulli_nll", hint=2)
def bits_for_nats(p: Tensor, y: Tensor) -> Tensor:
    """Your logs have base 2: the loss is in bits, 1.44 times the nats that are asked for."""
    return -(y * p.log2().clamp(min=-100) + (1 - y) * (1 - p).log2().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=2)
def sign_flipped(p: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood, without its minus: a loss is minimized, so this one makes the
    data less and less likely.
    """
    return (y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=2)
def sum_for_mean(p: Tensor, y: Tensor) -> Tensor:
    """You sum over all elements where the mean is asked for: the loss, and the step it causes,
    grows with the batch.
    """
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).sum()


@known_mistake("bernoulli_nll", hint=2)
def sum_over_features(p: Tensor, y: Tensor) -> Tensor:
    """You sum over the last dimension and average the rest. The mean is over every element, so the
    loss must not grow with that dimension.
    """
    per_element = y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)
    return -per_element.sum(dim=-1).mean()


@known_mistake("bernoulli_nll", hint=2)
def not_reduced(p: Tensor, y: Tensor) -> Tensor:
    """You return the loss of every element; the loss is one number, their mean."""
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100))


@known_mistake("bernoulli_nll_with_logits", hint=1)
def sigmoid_then_log(logits: Tensor, y: Tensor) -> Tensor:
    """You take the log of the sigmoid, which rounds to exactly 0 or 1 long before the logit is
    large: the log is then infinite.
    """
    p = torch.sigmoid(logits)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def own_sigmoid_then_log(logits: Tensor, y: Tensor) -> Tensor:
    """You take the log of your own sigmoid: where the logit is large it rounds to exactly 0 or 1,
    and the log is infinite.
    """
    p = 1 / (1 + (-logits).exp())
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def exponentials_overflow(logits: Tensor, y: Tensor) -> Tensor:
    """You write log(1 + exp(...)) with either sign of the logit: where the logit is large, one
    exponential overflows, and the loss with it.
    """
    hit, miss = (1 + (-logits).exp()).log(), (1 + logits.exp()).log()
    return (y * hit + (1 - y) * miss).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sigmoid_then_floor(logits: Tensor, y: Tensor) -> Tensor:
    """You floor the log of the sigmoid: where it rounds to 0 or 1, a mistake costs 100 whatever the
    logit, without gradient.
    """
    p = torch.sigmoid(logits)
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2, eps=(*SMALL, *TINY))
def sigmoid_plus_epsilon(logits: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to the sigmoid inside the log: where a prediction is confidently
    wrong, the loss stops growing and the gradient vanishes.
    """
    p = torch.sigmoid(logits)
    return -(y * (p + eps).log() + (1 - y) * (1 - p + eps).log()).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2, eps=(*SMALL, *TINY))
def sigmoid_clamped(logits: Tensor, y: Tensor, *, eps: float = 1e-7) -> Tensor:
    """You clamp the sigmoid away from 0 and 1: where a prediction is confidently wrong, the loss
    stops growing and the gradient vanishes.
    """
    p = torch.sigmoid(logits).clamp(eps, 1 - eps)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2, sign=(-1,))
def exponential_overflows(logits: Tensor, y: Tensor, *, sign: int = 1) -> Tensor:
    """Your formula is right on paper, but its exponential overflows where a logit is far from 0,
    and the loss with it.
    """
    linear = y * logits if sign == 1 else (y - 1) * logits
    return (torch.log(1 + torch.exp(sign * logits)) - linear).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def abs_forgotten(logits: Tensor, y: Tensor) -> Tensor:
    """In the stable form, the exponential is that of -abs(logit). Yours is that of -logit, so each
    negative logit adds its size to the loss.
    """
    return (logits.clamp(min=0) - y * logits + torch.log1p((-logits).exp())).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2, bound=LOGITS)
def logits_clamped(logits: Tensor, y: Tensor, *, bound: float = 100) -> Tensor:
    """You clamp the logits, or their logs: beyond the bound the loss stops growing and the gradient
    is 0, where the mistakes are worst.
    """
    x = logits.clamp(-bound, bound)
    return -(y * F.logsigmoid(x) + (1 - y) * F.logsigmoid(-x)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def sigmoid_missing(logits: Tensor, y: Tensor) -> Tensor:
    """You use the logits as if they were probabilities: no sigmoid is applied, and the log of a
    negative number is nan.
    """
    return -(y * logits.log().clamp(min=-100) + (1 - y) * (1 - logits).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sigmoid_twice(logits: Tensor, y: Tensor) -> Tensor:
    """You apply the sigmoid twice: the result stays between 0.5 and 0.73, so nothing can be
    sure.
    """
    p = torch.sigmoid(logits)
    return -(y * F.logsigmoid(p) + (1 - y) * F.logsigmoid(-p)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def complement_of_log(logits: Tensor, y: Tensor) -> Tensor:
    """You write 1 - log(p) where log(1 - p) belongs: the log of a complement is not the complement
    of the log.
    """
    log_p = F.logsigmoid(logits)
    return -(y * log_p + (1 - y) * (1 - log_p)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def zeros_forgotten_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """The term of the zeros, (1-y)*log(1-p), is missing: zeros cost nothing, so a huge logit
    everywhere would be best.
    """
    return -(y * F.logsigmoid(logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sign_of_logit(logits: Tensor, y: Tensor) -> Tensor:
    """The logs are exchanged, or the logit has the wrong sign: a one pays what a zero should, so
    the model learns the opposite.
    """
    return -(y * F.logsigmoid(-logits) + (1 - y) * F.logsigmoid(logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def targets_as_signs(logits: Tensor, y: Tensor) -> Tensor:
    """You turn y into a sign, 2*y - 1: that works for 0 and 1, but a soft target weighs two losses,
    not the logit.
    """
    return -F.logsigmoid((2 * y - 1) * logits).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def targets_rounded_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """You round y to 0 or 1. A soft target weighs both logs: it pays the share y of one and 1-y of
    the other.
    """
    return -torch.where(y > 0.5, F.logsigmoid(logits), F.logsigmoid(-logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def targets_compared_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Only a y of exactly 1 counts as a one, and every soft target as a zero. A soft target weighs
    both logs.
    """
    return -torch.where(y == 1, F.logsigmoid(logits), F.logsigmoid(-logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def brier_score_of_logits(logits: Tensor, y: Tensor) -> Tensor:
    """This is the squared error of the sigmoid (the Brier score): where it is confidently wrong,
    the gradient vanishes.
    """
    return ((y - torch.sigmoid(logits)) ** 2).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sign_flipped_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood, without its minus: a loss is minimized, so this one makes the
    data less and less likely.
    """
    return (y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sum_for_mean_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """You sum over all elements where the mean is asked for: the loss, and the step it causes,
    grows with the batch.
    """
    return -(y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).sum()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sum_over_features_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """You sum over the last dimension and average the rest. The mean is over every element, so the
    loss must not grow with that dimension.
    """
    return -(y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).sum(dim=-1).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def not_reduced_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """You return the loss of every element; the loss is one number, their mean."""
    return -(y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits))


@known_mistake("bernoulli_nll", hint=1)
def likelihoods_multiplied(p: Tensor, y: Tensor) -> Tensor:
    """You multiply the likelihoods before you take the log: the product of many is 0 in floating
    point. Add up their logs instead.
    """
    return -(p**y * (1 - p) ** (1 - y)).prod().log() / p.numel()
