"""Known mistakes in divergences/estimates."""

import math

import torch
from torch import Tensor

from grader.probe.probe import known_mistake


def _three(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The right estimates."""
    r = logq - logp
    return -r, r.square() / 2, torch.expm1(r) - r


@known_mistake("kl_estimates", hint=2)
def one_subtracted_late(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You subtract 1 from an exponential close to 1: what is left are rounding errors, also
    negative ones.
    """
    r = logq - logp
    return -r, r.square() / 2, r.exp() - 1 - r


@known_mistake("kl_estimates", hint=1)
def k1_upside_down(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The sign of k1 is wrong: it is log p - log q, because p drew the samples."""
    k1, k2, k3 = _three(logp, logq)
    return -k1, k2, k3


@known_mistake("kl_estimates", hint=1)
def k1_absolute(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You took the absolute value of k1: its negative values are what makes it unbiased."""
    k1, k2, k3 = _three(logp, logq)
    return k1.abs(), k2, k3


@known_mistake("kl_estimates", hint=1)
def k1_weighted(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You weighted k1 by the probability of the sample; samples from p come that often already."""
    k1, k2, k3 = _three(logp, logq)
    return logp.exp() * k1, k2, k3


@known_mistake("kl_estimates", hint=2)
def half_of_k2_lost(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The factor one half of k2 is lost."""
    k1, k2, k3 = _three(logp, logq)
    return k1, 2 * k2, k3


@known_mistake("kl_estimates", hint=2)
def k2_halved_before_the_square(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You halved before you squared, so k2 is half of what it should be."""
    k1, k2, k3 = _three(logp, logq)
    return k1, k2 / 2, k3


@known_mistake("kl_estimates", hint=2)
def k2_not_squared(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Your k2 is half the absolute log ratio; it is half its square."""
    k1, _, k3 = _three(logp, logq)
    return k1, k1.abs() / 2, k3


@known_mistake("kl_estimates", hint=1)
def k3_with_the_other_ratio(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Your k3 has the ratio p/q. With samples from p it must be q/p, whose mean is 1."""
    k1, k2, _ = _three(logp, logq)
    return k1, k2, torch.expm1(k1) - k1


@known_mistake("kl_estimates", hint=1)
def k3_ratio_alone_upside_down(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The ratio in your k3 is p/q, but its logarithm belongs to q/p: one of them is upside down."""
    k1, k2, _ = _three(logp, logq)
    return k1, k2, torch.expm1(k1) + k1


@known_mistake("kl_estimates", hint=2, bound=(0.02, 0.01, 0.1, 0.2, 0.5, 1.0))
def k3_series_too_far(
    logp: Tensor, logq: Tensor, *, bound: float = 0.05
) -> tuple[Tensor, Tensor, Tensor]:
    """Your k3 is half the square up to too large a difference: there the next term, the cube, is
    more than a thousandth of it.
    """
    k1, k2, k3 = _three(logp, logq)
    return k1, k2, torch.where(k1.abs() < bound, k2, k3)


@known_mistake("kl_estimates", hint=1)
def k3_log_added(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You added the log ratio in k3; it is subtracted, so that the tangent at 0 is taken off."""
    k1, k2, k3 = _three(logp, logq)
    return k1, k2, k3 - 2 * k1


@known_mistake("kl_estimates", hint=2)
def k3_without_the_one(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The 1 is not subtracted in k3: where the two agree, it must be 0."""
    k1, k2, k3 = _three(logp, logq)
    return k1, k2, k3 + 1


@known_mistake("kl_estimates", hint=1)
def k3_without_the_log(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Your k3 is the ratio minus 1, whose mean is 0 for every q: the log ratio is missing."""
    k1, k2, _ = _three(logp, logq)
    return k1, k2, torch.expm1(-k1)


@known_mistake("kl_estimates", hint=1)
def k3_by_the_ratio_of_probabilities(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You computed the probabilities and divided them: both are 0 for small log-probabilities."""
    k1, k2, _ = _three(logp, logq)
    return k1, k2, logq.exp() / logp.exp() - 1 + k1


@known_mistake("kl_estimates", hint=1)
def k3_log_of_the_ratio(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Your k3 takes the logarithm of the ratio, which rounds to 0 where q is far below p: you had
    its logarithm before.
    """
    k1, k2, _ = _three(logp, logq)
    ratio = torch.exp(-k1)
    return k1, k2, torch.clamp(ratio - 1 - ratio.log(), min=0)


@known_mistake("kl_estimates", hint=1)
def all_by_probabilities(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You went through the probabilities themselves, which are 0 for small log-probabilities."""
    r = (logq.exp() / logp.exp()).log()
    return -r, r.square() / 2, torch.expm1(r) - r


@known_mistake("kl_estimates", hint=3, bound=(1.0, 2.0, 3.0, 4.0, 10.0, 20.0, 25.0))
def log_ratio_clamped(
    logp: Tensor, logq: Tensor, *, bound: float = 5.0
) -> tuple[Tensor, Tensor, Tensor]:
    """You clamped the log ratio: beyond the bound, the estimates stay the same without a
    gradient.
    """
    r = (logq - logp).clamp(-bound, bound)
    return -r, r.square() / 2, torch.expm1(r) - r


@known_mistake("kl_estimates", hint=3, bound=(1.0, 2.0, 3.0, 4.0, 10.0, 20.0, 25.0))
def log_ratio_clamped_in_k3(
    logp: Tensor, logq: Tensor, *, bound: float = 5.0
) -> tuple[Tensor, Tensor, Tensor]:
    """You clamped the log ratio of k3: beyond the bound it stays the same, without a gradient."""
    r = logq - logp
    bounded = r.clamp(-bound, bound)
    return -r, r.square() / 2, torch.expm1(bounded) - bounded


@known_mistake("kl_estimates", hint=1)
def arguments_exchanged(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You exchanged the two models: this estimates as if the samples came from q."""
    return _three(logq, logp)


@known_mistake("kl_estimates", hint=1)
def k2_and_k3_exchanged(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Your second and third result have changed places."""
    k1, k2, k3 = _three(logp, logq)
    return k1, k3, k2


@known_mistake("kl_estimates", hint=2)
def k3_to_second_order(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Your k3 equals k2, which is only its approximation for small differences."""
    k1, k2, _ = _three(logp, logq)
    return k1, k2, k2


@known_mistake("kl_estimates", hint=1)
def averaged(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You averaged over the samples; each sample has its own estimates."""
    k1, k2, k3 = _three(logp, logq)
    return k1.mean(), k2.mean(), k3.mean()


@known_mistake("kl_estimates", hint=1)
def summed(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You summed over the samples; each sample has its own estimates."""
    k1, k2, k3 = _three(logp, logq)
    return k1.sum(), k2.sum(), k3.sum()


@known_mistake("kl_estimates", hint=2, terms=(3, 4, 5, 6, 8, 9, 10, 12, 15, 20))
def series_cut_off(logp: Tensor, logq: Tensor, *, terms: int = 7) -> tuple[Tensor, Tensor, Tensor]:
    """Your k3 is the beginning of a series: that is right only where the log-probabilities nearly
    agree.
    """
    k1, k2, _ = _three(logp, logq)
    powers = ((-k1) ** n / math.factorial(n) for n in range(3, terms + 1))
    return k1, k2, sum(powers, start=k2)


@known_mistake("kl_estimates", hint=1)
def in_bits(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """You divided the log ratio by log(2), for bits; the estimates are in nats."""
    return _three(logp / math.log(2), logq / math.log(2))


@known_mistake("kl_estimates")
def no_gradient(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The values are right, but no gradient flows: you computed them outside of autograd."""
    return _three(logp.detach(), logq.detach())


@known_mistake("kl_estimates")
def reference_detached(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The values are right, but logq is a constant in them: its gradient is lost."""
    return _three(logp, logq.detach())


@known_mistake("kl_estimates")
def ratio_detached(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The values are right, but the ratio in k3 is a constant, so only its log has a gradient."""
    k1, k2, _ = _three(logp, logq)
    return k1, k2, torch.expm1(-k1).detach() + k1
