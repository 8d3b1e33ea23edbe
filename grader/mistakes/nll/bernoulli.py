"""Known mistakes in nll/bernoulli."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("bernoulli_nll", hint=1)
def floor_missing(p: Tensor, y: Tensor) -> Tensor:
    """Nothing is done about the log of 0: at a p of exactly 0 or 1 the loss is infinite, or nan."""
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll", hint=1)
def zero_alone_floored(p: Tensor, y: Tensor) -> Tensor:
    """Only the log of exactly 0 is floored. The floor holds for every p: without it the log of
    1e-50 is -115, not -100.
    """
    log_p, log_q = p.log().nan_to_num(neginf=-100.0), (1 - p).log().nan_to_num(neginf=-100.0)
    return -(y * log_p + (1 - y) * log_q).mean()


@known_mistake("bernoulli_nll", hint=2)
def subnormal_as_zero(p: Tensor, y: Tensor) -> Tensor:
    """Every p below the smallest normal float is treated as 0. The floor begins only at 4e-44:
    the log of a larger p is above -100.
    """
    tiny = torch.finfo(p.dtype).tiny
    log_p = torch.where(p < tiny, -100.0, p.log()).clamp(min=-100)
    log_q = torch.where(1 - p < tiny, -100.0, (1 - p).log()).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()


@known_mistake("bernoulli_nll", hint=1)
def one_floor_only(p: Tensor, y: Tensor) -> Tensor:
    """Only one of the two logarithms is floored; the other is infinite at the other end."""
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll", hint=2)
def floored_too_late(p: Tensor, y: Tensor) -> Tensor:
    """The floor is put under the weighted sum. That is too late: 0 times infinity is nan
    already.
    """
    return -(y * p.log() + (1 - y) * (1 - p).log()).clamp(min=-100).mean()


@known_mistake("bernoulli_nll", hint=2, eps=SMALL)
def epsilon_in_log(p: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number inside the logarithm changes every value a little, and the ends a lot."""
    return -(y * (p + eps).log() + (1 - y) * (1 - p + eps).log()).mean()


@known_mistake("bernoulli_nll", hint=2, eps=TINY)
def tiny_epsilon_in_log(p: Tensor, y: Tensor, *, eps: float = 1e-12) -> Tensor:
    """The number inside the logarithm is small beside most p, but not beside a confident one:
    the price of a confident mistake comes out far too low.
    """
    return -(y * (p + eps).log() + (1 - y) * (1 - p + eps).log()).mean()


@known_mistake("bernoulli_nll", hint=2, eps=SMALL)
def probability_clamped(p: Tensor, y: Tensor, *, eps: float = 1e-7) -> Tensor:
    """p is clamped away from 0 and 1, as Keras does. A confident mistake then costs the same
    however confident it is.
    """
    q = p.clamp(eps, 1 - eps)
    return -(y * q.log() + (1 - y) * (1 - q).log()).mean()


@known_mistake("bernoulli_nll", hint=2, eps=TINY)
def probability_clamped_a_little(p: Tensor, y: Tensor, *, eps: float = 1e-12) -> Tensor:
    """p is clamped away from 0 and 1 by very little, but still too much: this is not the floor
    that the exercise asks for.
    """
    q = p.clamp(eps, 1 - eps)
    return -(y * q.log() + (1 - y) * (1 - q).log()).mean()


@known_mistake("bernoulli_nll", hint=1)
def zeros_forgotten(p: Tensor, y: Tensor) -> Tensor:
    """Only the ones pay. A zero is an observation too, and has a probability of its own."""
    return -(y * p.log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=1)
def roles_exchanged(p: Tensor, y: Tensor) -> Tensor:
    """The two logarithms have changed places: ones pay for what belongs to zeros."""
    return -((1 - y) * p.log().clamp(min=-100) + y * (1 - p).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=1)
def arguments_exchanged(p: Tensor, y: Tensor) -> Tensor:
    """Target and prediction have changed places: the logarithm is taken of the wrong one."""
    return -(p * y.log().clamp(min=-100) + (1 - p) * (1 - y).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=1)
def probability_as_logit(p: Tensor, y: Tensor) -> Tensor:
    """p is squashed by a sigmoid although it is a probability already, and no logit."""
    return -(y * F.logsigmoid(p) + (1 - y) * F.logsigmoid(-p)).mean()


@known_mistake("bernoulli_nll", hint=1)
def targets_rounded(p: Tensor, y: Tensor) -> Tensor:
    """Targets are treated as 0 or 1: a soft one is to be weighed, not decided."""
    log_p, log_q = p.log().clamp(min=-100), (1 - p).log().clamp(min=-100)
    return -torch.where(y > 0.5, log_p, log_q).mean()


@known_mistake("bernoulli_nll", hint=1)
def log_of_mixture(p: Tensor, y: Tensor) -> Tensor:
    """You take the log of the probability that p gives to y on average, y*p + (1-y)*(1-p). For
    soft targets that is not the average of the logs.
    """
    return -(y * p + (1 - y) * (1 - p)).log().clamp(min=-100).mean()


@known_mistake("bernoulli_nll", hint=1)
def brier_score(p: Tensor, y: Tensor) -> Tensor:
    """This is the squared error of a probability (the Brier score), which assumes Gaussian
    noise.
    """
    return ((y - p) ** 2).mean()


@known_mistake("bernoulli_nll", hint=2)
def bits_for_nats(p: Tensor, y: Tensor) -> Tensor:
    """The logarithm has base 2: the loss is in bits, where nats are asked."""
    return -(y * p.log2().clamp(min=-100) + (1 - y) * (1 - p).log2().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=2)
def sign_flipped(p: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood. A loss is minimised, so its sign must be the other."""
    return (y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll", hint=2)
def sum_for_mean(p: Tensor, y: Tensor) -> Tensor:
    """You added up where the mean over every element is asked."""
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).sum()


@known_mistake("bernoulli_nll", hint=2)
def sum_over_features(p: Tensor, y: Tensor) -> Tensor:
    """You added up over the last dimension and averaged over the rest; the mean is over both."""
    per_element = y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)
    return -per_element.sum(dim=-1).mean()


@known_mistake("bernoulli_nll", hint=2)
def not_reduced(p: Tensor, y: Tensor) -> Tensor:
    """The losses of the elements are returned; a loss is one number."""
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100))


@known_mistake("bernoulli_nll_with_logits", hint=1)
def sigmoid_then_log(logits: Tensor, y: Tensor) -> Tensor:
    """You compute the probability first. It rounds to exactly 0 or 1 long before the logit is
    large, and its log is then infinite.
    """
    p = torch.sigmoid(logits)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def own_sigmoid_then_log(logits: Tensor, y: Tensor) -> Tensor:
    """You compute the probability first. It rounds to exactly 0 or 1 long before the logit is
    large, and its log is then infinite.
    """
    p = 1 / (1 + (-logits).exp())
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def exponentials_overflow(logits: Tensor, y: Tensor) -> Tensor:
    """Your exponential overflows to infinity where a logit is large, and so does the loss."""
    hit, miss = (1 + (-logits).exp()).log(), (1 + logits.exp()).log()
    return (y * hit + (1 - y) * miss).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sigmoid_then_floor(logits: Tensor, y: Tensor) -> Tensor:
    """You hand the sigmoid to the loss from probabilities. Its floor keeps the value finite,
    but neither right (the loss of a large logit has no bound) nor trainable: the gradient is
    gone.
    """
    p = torch.sigmoid(logits)
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2, eps=(*SMALL, *TINY))
def sigmoid_plus_epsilon(logits: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number inside the logarithm hides that the sigmoid has rounded to 0 or 1: the
    value stops growing and the gradient vanishes.
    """
    p = torch.sigmoid(logits)
    return -(y * (p + eps).log() + (1 - y) * (1 - p + eps).log()).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2, eps=(*SMALL, *TINY))
def sigmoid_clamped(logits: Tensor, y: Tensor, *, eps: float = 1e-7) -> Tensor:
    """The sigmoid is clamped away from 0 and 1: the value stops growing and the gradient
    vanishes where a prediction is confidently wrong.
    """
    p = torch.sigmoid(logits).clamp(eps, 1 - eps)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def exponential_overflows(logits: Tensor, y: Tensor) -> Tensor:
    """The formula is the right one, but its exponential overflows for a large logit."""
    return (torch.log(1 + torch.exp(logits)) - y * logits).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def logits_clamped(logits: Tensor, y: Tensor) -> Tensor:
    """The logits are clamped: beyond the bound the value stops growing and the gradient is 0."""
    x = logits.clamp(-100, 100)
    return -(y * F.logsigmoid(x) + (1 - y) * F.logsigmoid(-x)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def sigmoid_missing(logits: Tensor, y: Tensor) -> Tensor:
    """The logits are used as if they were probabilities: no sigmoid stands between."""
    return -(y * logits.log().clamp(min=-100) + (1 - y) * (1 - logits).log().clamp(min=-100)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sigmoid_twice(logits: Tensor, y: Tensor) -> Tensor:
    """The sigmoid is applied twice: the function that you call takes logits, not probabilities."""
    p = torch.sigmoid(logits)
    return -(y * F.logsigmoid(p) + (1 - y) * F.logsigmoid(-p)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def complement_of_log(logits: Tensor, y: Tensor) -> Tensor:
    """The log of a complement is not the complement of a log: 1 - log(p) is not log(1 - p)."""
    log_p = F.logsigmoid(logits)
    return -(y * log_p + (1 - y) * (1 - log_p)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def zeros_forgotten_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Only the ones pay. A zero is an observation too, and has a probability of its own."""
    return -(y * F.logsigmoid(logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sign_of_logit(logits: Tensor, y: Tensor) -> Tensor:
    """The two logarithms have changed places, or the logit has the wrong sign."""
    return -(y * F.logsigmoid(-logits) + (1 - y) * F.logsigmoid(logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def targets_as_signs(logits: Tensor, y: Tensor) -> Tensor:
    """You turned targets into signs, -1 and 1. That serves hard labels; a soft target weighs
    two losses, it does not scale the logit.
    """
    return -F.logsigmoid((2 * y - 1) * logits).mean()


@known_mistake("bernoulli_nll_with_logits", hint=1)
def targets_rounded_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Targets are treated as 0 or 1: a soft one is to be weighed, not decided."""
    return -torch.where(y > 0.5, F.logsigmoid(logits), F.logsigmoid(-logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sign_flipped_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood. A loss is minimised, so its sign must be the other."""
    return (y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).mean()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sum_for_mean_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """You added up where the mean over every element is asked."""
    return -(y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).sum()


@known_mistake("bernoulli_nll_with_logits", hint=2)
def sum_over_features_in_logits(logits: Tensor, y: Tensor) -> Tensor:
    """You added up over the last dimension and averaged over the rest; the mean is over both."""
    return -(y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).sum(dim=-1).mean()


@known_mistake("bernoulli_nll", hint=1)
def likelihoods_multiplied(p: Tensor, y: Tensor) -> Tensor:
    """You multiplied the likelihoods before you took the logarithm: the product of many is 0 in
    floating point.
    """
    return -(p**y * (1 - p) ** (1 - y)).prod().log() / p.numel()
