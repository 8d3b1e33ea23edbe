"""Known mistakes in noise/poisson."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL
from grader.probe.probe import known_mistake


def _each(log_rate: Tensor, y: Tensor) -> Tensor:
    """The right negative log-probability of each count."""
    return log_rate.exp() - y * log_rate + torch.lgamma(y + 1)


def _deviance(rate: Tensor, y: Tensor) -> Tensor:
    """The right deviance of each count."""
    return 2 * (torch.xlogy(y, y) - y * rate.log() - y + rate)


@known_mistake("poisson_nll", hint=2)
def factorial_dropped(log_rate: Tensor, y: Tensor) -> Tensor:
    """You dropped the factorial of the count: the gradient is right, but this is no normalized
    likelihood.
    """
    return (log_rate.exp() - y * log_rate).mean()


@known_mistake("poisson_nll", hint=2)
def gamma_of_the_count(log_rate: Tensor, y: Tensor) -> Tensor:
    """Your log-gamma is one step behind: `lgamma(n)` is the log-factorial of `n - 1`, and infinite
    at 0.
    """
    return (log_rate.exp() - y * log_rate + torch.lgamma(y)).mean()


@known_mistake("poisson_nll", hint=2)
def factorial_by_stirling(log_rate: Tensor, y: Tensor) -> Tensor:
    """You approximate the factorial by Stirling's formula, as torch's loss does: it is off by 8 %
    of a nat at 1.
    """
    stirling = y * y.clamp(min=1).log() - y + 0.5 * (2 * math.pi * y.clamp(min=1)).log()
    return (log_rate.exp() - y * log_rate + torch.where(y > 1, stirling, 0)).mean()


@known_mistake("poisson_nll", hint=2)
def stirling_without_its_root(log_rate: Tensor, y: Tensor) -> Tensor:
    """You approximate the log-factorial by `y*log(y) - y`, which is too small, even for large
    counts.
    """
    return (log_rate.exp() - y * log_rate + torch.xlogy(y, y) - y).mean()


@known_mistake("poisson_nll", hint=2)
def factorial_subtracted(log_rate: Tensor, y: Tensor) -> Tensor:
    """You subtract the log-factorial: it divides the probability, so it adds to the negative
    logarithm.
    """
    return (log_rate.exp() - y * log_rate - torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=2)
def factorial_overflows(log_rate: Tensor, y: Tensor) -> Tensor:
    """You take the logarithm of the factorial itself, which is infinite beyond 170, in float32
    beyond 34.
    """
    return (log_rate.exp() - y * log_rate + torch.lgamma(y + 1).exp().log()).mean()


@known_mistake("poisson_nll", hint=1)
def output_as_rate(log_rate: Tensor, y: Tensor) -> Tensor:
    """You use the output as the rate: it is its logarithm, and may be negative."""
    return (log_rate - y * log_rate.log() + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=1)
def exponential_missing(log_rate: Tensor, y: Tensor) -> Tensor:
    """The expected count itself enters the loss, not its logarithm: an exponential is missing."""
    return (log_rate - y * log_rate + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=1)
def rate_by_softplus(log_rate: Tensor, y: Tensor) -> Tensor:
    """You make the rate positive by softplus; the output is its logarithm, so the inverse is
    exp.
    """
    rate = F.softplus(log_rate)
    return (rate - y * rate.log() + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=2)
def log_of_the_exponential(log_rate: Tensor, y: Tensor) -> Tensor:
    """You take the logarithm of an exponential: where the rate underflows, float32 loses value and
    gradient.
    """
    rate = log_rate.exp()
    return (rate - y * rate.log() + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=2, eps=(*SMALL, 1e-12, 1e-16))
def small_number_in_log(log_rate: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number inside the logarithm bounds what an event costs that the model calls almost
    impossible.
    """
    rate = log_rate.exp()
    return (rate - y * (rate + eps).log() + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=2, low=(1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12))
def rate_clamped(log_rate: Tensor, y: Tensor, *, low: float = 1e-8) -> Tensor:
    """You clamp the rate from below: beyond it a wrong prediction costs the same, without
    gradient.
    """
    rate = log_rate.exp().clamp(min=low)
    return (rate - y * rate.log() + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=2, bound=(5.0, 8.0, 12.0, 20.0, 30.0, 50.0))
def log_rate_clamped(log_rate: Tensor, y: Tensor, *, bound: float = 10.0) -> Tensor:
    """You clamp the log-rate: beyond the bound a wrong prediction has no gradient."""
    return _each(log_rate.clamp(-bound, bound), y).mean()


@known_mistake("poisson_nll", hint=1)
def count_term_missing(log_rate: Tensor, y: Tensor) -> Tensor:
    """The term with the count is missing: nothing rewards a rate for what was observed."""
    return (log_rate.exp() + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=1)
def rate_term_missing(log_rate: Tensor, y: Tensor) -> Tensor:
    """The rate itself is missing: without it the largest rate is always the best."""
    return (-y * log_rate + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=1)
def count_term_added(log_rate: Tensor, y: Tensor) -> Tensor:
    """You add the count times the log-rate; the likelihood grows with it, so the loss must
    fall.
    """
    return (log_rate.exp() + y * log_rate + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_nll", hint=1)
def roles_exchanged(log_rate: Tensor, y: Tensor) -> Tensor:
    """You exchanged count and rate: the factorial belongs to the observed count, the power to the
    rate.
    """
    rate = log_rate.exp()
    return (y - rate * y.clamp(min=1e-8).log() + torch.lgamma(rate + 1)).mean()


@known_mistake("poisson_nll", hint=1)
def squared_error(log_rate: Tensor, y: Tensor) -> Tensor:
    """This is squared error: it assumes the same noise at every rate, as for a Gaussian."""
    return (log_rate.exp() - y).square().mean()


@known_mistake("poisson_nll", hint=1)
def squared_error_of_logs(log_rate: Tensor, y: Tensor) -> Tensor:
    """This is squared error on a logarithmic scale: it fits the mean of a logarithm, not the mean
    count.
    """
    return (log_rate - y.log1p()).square().mean()


@known_mistake("poisson_nll", hint=1)
def gaussian_with_that_variance(log_rate: Tensor, y: Tensor) -> Tensor:
    """This is a Gaussian with the mean and variance of the Poisson: only close to it at large
    rates.
    """
    rate = log_rate.exp()
    return (0.5 * (math.log(2 * math.pi) + log_rate) + (y - rate).square() / (2 * rate)).mean()


@known_mistake("poisson_nll", hint=3)
def log_likelihood(log_rate: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood; a loss is its negative."""
    return -_each(log_rate, y).mean()


@known_mistake("poisson_nll", hint=3)
def elements_summed(log_rate: Tensor, y: Tensor) -> Tensor:
    """You added up the elements where their mean is asked."""
    return _each(log_rate, y).sum()


@known_mistake("poisson_nll", hint=3)
def not_reduced(log_rate: Tensor, y: Tensor) -> Tensor:
    """You returned one number for each count and reduced nothing."""
    return _each(log_rate, y)


@known_mistake("poisson_nll", hint=3)
def summed_over_features(log_rate: Tensor, y: Tensor) -> Tensor:
    """You summed over the last dimension and averaged the rest; the mean is over every element."""
    each = _each(log_rate, y)
    return each.sum(-1).mean() if each.dim() else each


@known_mistake("poisson_nll", hint=3)
def divided_by_total_count(log_rate: Tensor, y: Tensor) -> Tensor:
    """You divide by the total count; the mean is over the number of elements."""
    return _each(log_rate, y).sum() / y.sum().clamp(min=1)


@known_mistake("poisson_nll", hint=3)
def zeros_left_out(log_rate: Tensor, y: Tensor) -> Tensor:
    """You leave counts of 0 out: nothing happened there, and that has a probability too."""
    return (_each(log_rate, y) * (y > 0)).mean()


@known_mistake("poisson_nll", hint=2)
def probabilities_multiplied(log_rate: Tensor, y: Tensor) -> Tensor:
    """You multiply probabilities before the logarithm: the product of a few hundred is 0."""
    return -(-_each(log_rate, y)).exp().prod().log() / y.numel()


@known_mistake("poisson_nll")
def no_gradient(log_rate: Tensor, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _each(log_rate.detach(), y).mean()


@known_mistake("poisson_deviance", hint=1)
def two_missing(rate: Tensor, y: Tensor) -> Tensor:
    """The factor of 2 is missing: a deviance is twice a difference of log-likelihoods."""
    return (_deviance(rate, y) / 2).mean()


@known_mistake("poisson_deviance", hint=2)
def nan_at_zero(rate: Tensor, y: Tensor) -> Tensor:
    """Where `y` is 0 you multiply 0 by an infinite logarithm, which is nan."""
    return (2 * (y * (y / rate).log() - (y - rate))).mean()


@known_mistake("poisson_deviance", hint=2)
def gradient_nan_at_zero(rate: Tensor, y: Tensor) -> Tensor:
    """The value is right, but the gradient is nan where `y` is 0: `where` and `xlogy` hide only
    the value of that logarithm.
    """
    return (2 * (torch.xlogy(y, y / rate) - (y - rate))).mean()


@known_mistake("poisson_deviance", hint=2)
def zeros_cost_nothing(rate: Tensor, y: Tensor) -> Tensor:
    """You set elements with `y = 0` to 0; only the logarithm vanishes there, the rate is still
    paid.
    """
    return torch.where(y > 0, _deviance(rate, y), torch.zeros_like(y)).mean()


@known_mistake("poisson_deviance", hint=2)
def mean_of_the_others(rate: Tensor, y: Tensor) -> Tensor:
    """You average only where `y` is above 0: counts of 0 are data too."""
    return (_deviance(rate, y) * (y > 0)).sum() / (y > 0).sum().clamp(min=1)


@known_mistake("poisson_deviance", hint=2)
def zero_counts_as_one(rate: Tensor, y: Tensor) -> Tensor:
    """You raise counts of 0 to 1, so that the logarithm is finite: that changes the data."""
    return _deviance(rate, y.clamp(min=1)).mean()


@known_mistake("poisson_deviance", hint=2, eps=(1e-3, 1e-2, 0.1, 0.5))
def count_shifted(rate: Tensor, y: Tensor, *, eps: float = 1.0) -> Tensor:
    """You add a number to count and rate to keep the logarithm finite: that is another
    deviance.
    """
    return (2 * (y * ((y + eps) / (rate + eps)).log() - (y - rate))).mean()


@known_mistake("poisson_deviance", hint=2, eps=(1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9))
def small_number_below(rate: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to the rate: at the smallest rates it changes the loss, and the
    gradient by more.
    """
    return (2 * (torch.xlogy(y, y) - y * (rate + eps).log() - (y - rate))).mean()


@known_mistake("poisson_deviance", hint=1)
def linear_term_missing(rate: Tensor, y: Tensor) -> Tensor:
    """The difference of count and rate is missing: without it the loss has no minimum in the
    rate.
    """
    return (2 * (torch.xlogy(y, y) - y * rate.log())).mean()


@known_mistake("poisson_deviance", hint=1)
def linear_term_added(rate: Tensor, y: Tensor) -> Tensor:
    """The sign of the linear term is wrong: the rate itself is a cost."""
    return (2 * (torch.xlogy(y, y) - y * rate.log() + (y - rate))).mean()


@known_mistake("poisson_deviance", hint=1)
def ratio_inverted(rate: Tensor, y: Tensor) -> Tensor:
    """Your ratio is upside down: the count belongs above, the rate below."""
    return (2 * (y * rate.log() - torch.xlogy(y, y) - (y - rate))).mean()


@known_mistake("poisson_deviance", hint=1)
def arguments_exchanged(rate: Tensor, y: Tensor) -> Tensor:
    """You exchanged rate and count: the deviance weighs the logarithm by what was observed."""
    log_ratio = rate * (rate / y.clamp(min=1e-8)).log()
    return (2 * (log_ratio - (rate - y))).mean()


@known_mistake("poisson_deviance", hint=1)
def pearson(rate: Tensor, y: Tensor) -> Tensor:
    """This is Pearson's statistic, `(y - rate)^2 / rate`: close to the deviance only near the
    rate.
    """
    return ((y - rate).square() / rate).mean()


@known_mistake("poisson_deviance", hint=1)
def squared_difference(rate: Tensor, y: Tensor) -> Tensor:
    """This is squared error, the deviance of a Gaussian."""
    return (y - rate).square().mean()


@known_mistake("poisson_deviance", hint=1)
def root_taken(rate: Tensor, y: Tensor) -> Tensor:
    """You average deviance residuals, the roots of what is asked."""
    return (_deviance(rate, y).clamp(min=0) + 1e-30).sqrt().mean()


@known_mistake("poisson_deviance", hint=1)
def likelihood_of_the_rate(rate: Tensor, y: Tensor) -> Tensor:
    """This is the negative log-likelihood: subtract what it is at a rate equal to the count, and
    double it.
    """
    return (rate - y * rate.log() + torch.lgamma(y + 1)).mean()


@known_mistake("poisson_deviance", hint=1)
def rate_as_logarithm(rate: Tensor, y: Tensor) -> Tensor:
    """You use the rate as if it were its logarithm: here it is the expected count itself."""
    return (2 * (torch.xlogy(y, y) - y * rate - y + rate.exp())).mean()


@known_mistake("poisson_deviance", hint=1)
def deviance_negative(rate: Tensor, y: Tensor) -> Tensor:
    """Your deviance is negative: it is what is lost against the best rate."""
    return -_deviance(rate, y).mean()


@known_mistake("poisson_deviance", hint=3)
def deviance_summed(rate: Tensor, y: Tensor) -> Tensor:
    """You added up the elements, as statistics packages do; here their mean is asked."""
    return _deviance(rate, y).sum()


@known_mistake("poisson_deviance", hint=3)
def deviance_not_reduced(rate: Tensor, y: Tensor) -> Tensor:
    """You returned one deviance for each count and reduced nothing."""
    return _deviance(rate, y)


@known_mistake("poisson_deviance", hint=3)
def deviance_summed_over_features(rate: Tensor, y: Tensor) -> Tensor:
    """You summed over the last dimension and averaged the rest; the mean is over every element."""
    each = _deviance(rate, y)
    return each.sum(-1).mean() if each.dim() else each


@known_mistake("poisson_deviance")
def deviance_without_gradient(rate: Tensor, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _deviance(rate.detach(), y).mean()
