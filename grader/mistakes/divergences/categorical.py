"""Known mistakes in divergences/categorical."""

import math

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


def _shares(p: Tensor) -> Tensor:
    """The right contribution of each class to the entropy."""
    return -torch.xlogy(p, p)


def _kl(p: Tensor, q: Tensor) -> Tensor:
    """The right divergence."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(-1)


def _js(p: Tensor, q: Tensor) -> Tensor:
    """The right divergence."""
    return (_kl(p, (p + q) / 2) + _kl(q, (p + q) / 2)) / 2


@known_mistake("entropy", hint=2)
def zero_times_infinity(p: Tensor) -> Tensor:
    """0 * log(0) is nan in floating point; a class of probability 0 must contribute 0."""
    return -(p * p.log()).sum(-1)


@known_mistake("entropy", hint=2)
def sign_lost(p: Tensor) -> Tensor:
    """The minus sign is missing: logs of probabilities are negative, an entropy is not."""
    return torch.xlogy(p, p).sum(-1)


@known_mistake("entropy", hint=1)
def in_bits(p: Tensor) -> Tensor:
    """Your logarithm has base 2, so the result is in bits; nats need the natural logarithm."""
    return _shares(p).sum(-1) / math.log(2)


@known_mistake("entropy", hint=2, eps=(*SMALL, *TINY))
def epsilon_in_log(p: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You add a small number inside the logarithm: that changes the gradient of every rarer
    class.
    """
    return -(p * (p + eps).log()).sum(-1)


@known_mistake("entropy", hint=2, eps=(*SMALL, *TINY))
def log_clamped(p: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You bound the probability inside the logarithm from below: a rarer class gets a wrong
    gradient.
    """
    return -(p * p.clamp(min=eps).log()).sum(-1)


@known_mistake("entropy", hint=2, eps=(*SMALL, *TINY))
def probability_clamped(p: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You bound every probability from below, outside the logarithm too: no gradient reaches a
    rarer class.
    """
    p = p.clamp(min=eps)
    return -(p * p.log()).sum(-1)


@known_mistake("entropy", hint=1)
def mean_over_classes(p: Tensor) -> Tensor:
    """You averaged over the classes. Each is already weighted by its probability: add them up."""
    return _shares(p).mean(-1)


@known_mistake("entropy", hint=1)
def all_rows_summed(p: Tensor) -> Tensor:
    """You summed over the rows as well; each row is a distribution with an entropy of its own."""
    return _shares(p).sum()


@known_mistake("entropy", hint=1)
def all_rows_averaged(p: Tensor) -> Tensor:
    """You averaged over the rows; each row is a distribution with an entropy of its own."""
    return _shares(p).sum(-1).mean()


@known_mistake("entropy", hint=1)
def first_dimension(p: Tensor) -> Tensor:
    """You summed over the first dimension; the classes are in the last."""
    return _shares(p).sum(0)


@known_mistake("entropy", hint=1)
def second_dimension(p: Tensor) -> Tensor:
    """You summed over dimension 1; the classes are in the last one, wherever that is."""
    return _shares(p).sum(1)


@known_mistake("entropy", hint=1)
def dimension_kept(p: Tensor) -> Tensor:
    """You kept the summed dimension, with length 1; the result has one number for each row."""
    return _shares(p).sum(-1, keepdim=True)


@known_mistake("entropy", hint=2)
def not_summed(p: Tensor) -> Tensor:
    """You returned the share of each class; the entropy is their sum over the classes."""
    return _shares(p)


@known_mistake("entropy", hint=1)
def divided_by_its_maximum(p: Tensor) -> Tensor:
    """You divided by the logarithm of the number of classes; an entropy in nats is not scaled."""
    return _shares(p).sum(-1) / math.log(max(p.shape[-1], 2))


@known_mistake("entropy", hint=1)
def perplexity(p: Tensor) -> Tensor:
    """You returned the exponential of the entropy, which is the perplexity."""
    return _shares(p).sum(-1).exp()


@known_mistake("entropy", hint=1)
def softmax_of_probabilities(p: Tensor) -> Tensor:
    """You applied a softmax to the rows: they are probabilities already, not logits."""
    return _shares(p.softmax(-1)).sum(-1)


@known_mistake("entropy", hint=1)
def gini_impurity(p: Tensor) -> Tensor:
    """You computed one minus the sum of squares, the Gini impurity; entropy has a logarithm."""
    return 1 - p.square().sum(-1)


@known_mistake("entropy", hint=1)
def surprise_not_weighted(p: Tensor) -> Tensor:
    """You summed the surprises -log(p) without weighting each by its probability."""
    return -p.log().sum(-1)


@known_mistake("entropy", hint=1)
def a_coin_per_class(p: Tensor) -> Tensor:
    """You gave each class a coin toss's entropy, with (1-p)*log(1-p) too; the classes are one
    draw.
    """
    return (_shares(p) + _shares(1 - p)).sum(-1)


@known_mistake("entropy", hint=1)
def surprise_of_the_likeliest(p: Tensor) -> Tensor:
    """You took the surprise of the likeliest class alone (the min-entropy); average over all
    classes.
    """
    return -p.amax(-1).log()


@known_mistake("entropy")
def no_gradient(p: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _shares(p.detach()).sum(-1)


@known_mistake("kl_categorical", hint=2)
def zero_times_log_of_zero(p: Tensor, q: Tensor) -> Tensor:
    """A class with p = 0 contributes nan: in floating point 0 * log(0) is not 0."""
    return (p * (p / q).log()).sum(-1)


@known_mistake("kl_categorical", hint=1)
def reversed_direction(p: Tensor, q: Tensor) -> Tensor:
    """You took the expectation under q: this is the KL of p from q, the other direction."""
    return _kl(q, p)


@known_mistake("kl_categorical", hint=1)
def sign_flipped(p: Tensor, q: Tensor) -> Tensor:
    """Your ratio is upside down: log(q/p) instead of log(p/q) gives the KL with a minus sign."""
    return -_kl(p, q)


@known_mistake("kl_categorical", hint=1)
def kl_in_bits(p: Tensor, q: Tensor) -> Tensor:
    """Your logarithms have base 2, so the KL is in bits; nats need the natural logarithm."""
    return _kl(p, q) / math.log(2)


@known_mistake("kl_categorical", hint=1)
def cross_entropy(p: Tensor, q: Tensor) -> Tensor:
    """You computed the cross-entropy; the entropy of p must be subtracted from it."""
    return -torch.xlogy(p, q).sum(-1)


@known_mistake("kl_categorical", hint=2, eps=(*SMALL, *TINY))
def epsilon_in_both_logs(p: Tensor, q: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to both probabilities inside the logarithm: where q = 0 < p the KL
    is then finite.
    """
    return (p * ((p + eps).log() - (q + eps).log())).sum(-1)


@known_mistake("kl_categorical", hint=2, eps=(*SMALL, *TINY))
def epsilon_under_q(p: Tensor, q: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to q: where q = 0 < p the KL is then finite."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q + eps)).sum(-1)


@known_mistake("kl_categorical", hint=2, eps=(*SMALL, *TINY))
def epsilon_everywhere(p: Tensor, q: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to p and q themselves: where q = 0 < p the KL is then finite."""
    p, q = p + eps, q + eps
    return (p * (p / q).log()).sum(-1)


@known_mistake("kl_categorical", hint=2, eps=(*SMALL, *TINY))
def both_clamped(p: Tensor, q: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You bound p and q from below: where q = 0 < p the KL is then finite."""
    p, q = p.clamp(min=eps), q.clamp(min=eps)
    return (p * (p / q).log()).sum(-1)


@known_mistake("kl_categorical", hint=2, eps=(*SMALL, *TINY))
def q_clamped(p: Tensor, q: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You bound q from below: where q = 0 < p the KL is then finite."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q.clamp(min=eps))).sum(-1)


@known_mistake("kl_categorical", hint=2)
def impossible_classes_skipped(p: Tensor, q: Tensor) -> Tensor:
    """You skip every class with q = 0, also where p is positive: those make the KL infinite."""
    both = (p > 0) & (q > 0)
    ratio = torch.where(both, p, 1) / torch.where(both, q, 1)
    return torch.where(both, p * ratio.log(), 0).sum(-1)


@known_mistake("kl_categorical", hint=2)
def infinity_replaced(p: Tensor, q: Tensor) -> Tensor:
    """nan_to_num also replaces infinity by the largest number; where q = 0 < p, infinity is
    right.
    """
    return (p * (p / q).log()).nan_to_num(nan=0.0).sum(-1)


@known_mistake("kl_categorical", hint=1)
def kl_mean_over_classes(p: Tensor, q: Tensor) -> Tensor:
    """You averaged over the classes. Each is already weighted by its probability: add them up."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).mean(-1)


@known_mistake("kl_categorical", hint=1)
def kl_of_all_rows(p: Tensor, q: Tensor) -> Tensor:
    """You summed over the rows as well; each row has a divergence of its own."""
    return _kl(p, q).sum()


@known_mistake("kl_categorical", hint=1)
def kl_averaged_over_rows(p: Tensor, q: Tensor) -> Tensor:
    """You averaged over the rows; each row has a divergence of its own."""
    return _kl(p, q).mean()


@known_mistake("kl_categorical", hint=1)
def kl_over_the_first_dimension(p: Tensor, q: Tensor) -> Tensor:
    """You summed over the first dimension; the classes are in the last."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(0)


@known_mistake("kl_categorical", hint=1)
def kl_over_dimension_one(p: Tensor, q: Tensor) -> Tensor:
    """You summed over dimension 1; the classes are in the last one, wherever that is."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(1)


@known_mistake("kl_categorical", hint=2)
def kl_not_summed(p: Tensor, q: Tensor) -> Tensor:
    """You returned the contribution of each class; the divergence is their sum over the classes."""
    return torch.xlogy(p, p) - torch.xlogy(p, q)


@known_mistake("kl_categorical", hint=1)
def both_directions(p: Tensor, q: Tensor) -> Tensor:
    """You added both directions, the Jeffreys divergence; the expectation is under p alone."""
    return _kl(p, q) + _kl(q, p)


@known_mistake("kl_categorical", hint=1)
def not_weighted(p: Tensor, q: Tensor) -> Tensor:
    """You summed the log ratios without weighting each by its probability."""
    return (p / q).log().sum(-1)


@known_mistake("kl_categorical", hint=1)
def absolute_differences(p: Tensor, q: Tensor) -> Tensor:
    """You took the absolute value of each class's contribution; some are negative, and count so."""
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).abs().sum(-1)


@known_mistake("kl_categorical", hint=1)
def softmax_of_both(p: Tensor, q: Tensor) -> Tensor:
    """You applied a softmax to the rows: they are probabilities already, not logits."""
    return _kl(p.softmax(-1), q.softmax(-1))


@known_mistake("kl_categorical", hint=1)
def p_read_as_logs(p: Tensor, q: Tensor) -> Tensor:
    """You read an argument as log-probabilities, as F.kl_div does; both are probabilities here."""
    return (torch.xlogy(q, q) - q * p).sum(-1)


@known_mistake("kl_categorical")
def kl_without_gradient(p: Tensor, q: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _kl(p, q).detach()


@known_mistake("kl_categorical")
def p_detached(p: Tensor, q: Tensor) -> Tensor:
    """The value is right, but p is a constant in it: its gradient is lost."""
    return _kl(p.detach(), q)


@known_mistake("kl_categorical")
def q_detached(p: Tensor, q: Tensor) -> Tensor:
    """The value is right, but q is a constant in it: its gradient is lost."""
    return _kl(p, q.detach())


@known_mistake("js_divergence", hint=1)
def of_each_other(p: Tensor, q: Tensor) -> Tensor:
    """You compared p and q with each other instead of with their mean: this can be infinite."""
    return (_kl(p, q) + _kl(q, p)) / 2


@known_mistake("js_divergence", hint=2)
def halves_lost(p: Tensor, q: Tensor) -> Tensor:
    """You added the two KLs; each has the weight one half."""
    return 2 * _js(p, q)


@known_mistake("js_divergence", hint=1)
def one_half_only(p: Tensor, q: Tensor) -> Tensor:
    """You compared only p with the mean; q counts too, with the other half."""
    return _kl(p, (p + q) / 2)


@known_mistake("js_divergence", hint=1)
def q_alone(p: Tensor, q: Tensor) -> Tensor:
    """You compared only q with the mean; p counts too, with the other half."""
    return _kl(q, (p + q) / 2)


@known_mistake("js_divergence", hint=2)
def mean_not_halved(p: Tensor, q: Tensor) -> Tensor:
    """You compared with p + q, which sums to 2; the distribution between is half of it."""
    return (_kl(p, p + q) + _kl(q, p + q)) / 2


@known_mistake("js_divergence", hint=1)
def from_the_mean_to_each(p: Tensor, q: Tensor) -> Tensor:
    """You took both expectations under the mean; they are under p and under q."""
    m = (p + q) / 2
    return (_kl(m, p) + _kl(m, q)) / 2


@known_mistake("js_divergence", hint=1)
def js_in_bits(p: Tensor, q: Tensor) -> Tensor:
    """Your logarithms have base 2, so the bound is 1 instead of log(2); nats are asked."""
    return _js(p, q) / math.log(2)


@known_mistake("js_divergence", hint=1)
def geometric_mean(p: Tensor, q: Tensor) -> Tensor:
    """You compared with the geometric mean, which is 0 where either is; the arithmetic mean is
    asked.
    """
    m = (p * q).sqrt()
    m = m / m.sum(-1, keepdim=True)
    return (_kl(p, m) + _kl(q, m)) / 2


@known_mistake("js_divergence", hint=2)
def js_with_nan(p: Tensor, q: Tensor) -> Tensor:
    """A class of probability 0 contributes nan: in floating point 0 * log(0) is not 0."""
    m = (p + q) / 2
    return ((p * (p / m).log()).sum(-1) + (q * (q / m).log()).sum(-1)) / 2


@known_mistake("js_divergence", hint=2, eps=(*SMALL, *TINY))
def js_epsilon_in_logs(p: Tensor, q: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You add a small number inside the logarithms: that changes the gradient of every rarer
    class.
    """
    m = (p + q) / 2
    one = (p * ((p + eps) / (m + eps)).log()).sum(-1)
    return (one + (q * ((q + eps) / (m + eps)).log()).sum(-1)) / 2


@known_mistake("js_divergence", hint=1)
def js_of_shared_classes(p: Tensor, q: Tensor) -> Tensor:
    """You leave out classes that only one of the two can produce: each adds half its probability
    times log(2).
    """
    m = (p + q) / 2
    each = (torch.xlogy(p, p / m) + torch.xlogy(q, q / m)) / 2
    return torch.where((p > 0) & (q > 0), each, torch.zeros_like(each)).nansum(-1)


@known_mistake("js_divergence", hint=2, eps=(*SMALL, *TINY))
def js_clamped(p: Tensor, q: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You bound p and q from below: no gradient reaches a rarer class."""
    return _js(p.clamp(min=eps), q.clamp(min=eps))


@known_mistake("js_divergence", hint=2, eps=(*SMALL, *TINY))
def js_logs_clamped(p: Tensor, q: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You bound the probabilities inside the logarithms from below: a rarer class gets a wrong
    gradient.
    """
    log_p, log_q, log_m = (x.clamp(min=eps).log() for x in (p, q, (p + q) / 2))
    return ((p * (log_p - log_m)).sum(-1) + (q * (log_q - log_m)).sum(-1)) / 2


@known_mistake("js_divergence", hint=1)
def js_mean_over_classes(p: Tensor, q: Tensor) -> Tensor:
    """You averaged over the classes. Each is already weighted by its probability: add them up."""
    return _js(p, q) / p.shape[-1]


@known_mistake("js_divergence", hint=1)
def js_of_all_rows(p: Tensor, q: Tensor) -> Tensor:
    """You summed over the rows as well; each row has a divergence of its own."""
    return _js(p, q).sum()


@known_mistake("js_divergence", hint=1)
def js_averaged_over_rows(p: Tensor, q: Tensor) -> Tensor:
    """You averaged over the rows; each row has a divergence of its own."""
    return _js(p, q).mean()


@known_mistake("js_divergence", hint=1)
def entropy_of_the_mean_alone(p: Tensor, q: Tensor) -> Tensor:
    """You returned the entropy of the mean; subtract the mean of the two entropies."""
    return _shares((p + q) / 2).sum(-1)


@known_mistake("js_divergence", hint=1)
def entropies_not_averaged(p: Tensor, q: Tensor) -> Tensor:
    """You subtracted both entropies in full; each has the weight one half."""
    each = _shares(p) + _shares(q)
    return (_shares((p + q) / 2) - each).sum(-1)


@known_mistake("js_divergence", hint=1)
def total_variation(p: Tensor, q: Tensor) -> Tensor:
    """You computed half the sum of absolute differences, the total variation; there is no
    logarithm.
    """
    return (p - q).abs().sum(-1) / 2


@known_mistake("js_divergence")
def js_without_gradient(p: Tensor, q: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _js(p, q).detach()


@known_mistake("js_divergence")
def js_q_detached(p: Tensor, q: Tensor) -> Tensor:
    """The value is right, but q is a constant in it: its gradient is lost."""
    return _js(p, q.detach())
