"""Known mistakes in noise/quantile."""

import math

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake

SCALES = (1e-2, 1e-3, 1e-4, 1e-5, 1e-7, 1e-8)
"""Added to a scale that may be 1e-3."""


def _pinball(r: Tensor, tau: float) -> Tensor:
    """The pinball loss of each residual."""
    return torch.maximum(tau * r, (tau - 1) * r)


def _nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """The right negative log-density of each element."""
    return b.log() - math.log(tau * (1 - tau)) + _pinball((y - mu) / b, tau)


@known_mistake("pinball_loss", hint=1)
def shares_exchanged(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You exchanged the two weights: `tau` belongs to predictions that are too low, so this finds
    the opposite quantile.
    """
    return _pinball(q - y, tau).mean()


@known_mistake("pinball_loss", hint=2)
def smaller_line(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You take the smaller of the two lines, which is never positive."""
    r = y - q
    return torch.minimum(tau * r, (tau - 1) * r).mean()


@known_mistake("pinball_loss", hint=1)
def negative_side(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Predictions that are too high lower your loss: there the residual is negative, and the weight
    must be too.
    """
    r = y - q
    return torch.where(r >= 0, tau * r, (1 - tau) * r).mean()


@known_mistake("pinball_loss", hint=1)
def size_lost(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You multiply the residual by `tau` whatever its sign: nothing stops it from falling."""
    return (tau * (y - q)).mean()


@known_mistake("pinball_loss", hint=1)
def absolute_error(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """This is the absolute error, which finds the median whatever `tau` is."""
    return (y - q).abs().mean()


@known_mistake("pinball_loss", hint=1)
def half_absolute_error(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """This is half the absolute error, right for `tau = 1/2` only."""
    return (y - q).abs().mean() / 2


@known_mistake("pinball_loss", hint=1)
def both_weighted_by_tau(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You weigh both sides by `tau`: that is an absolute error, whose minimum is the median."""
    return (tau * (y - q).abs()).mean()


@known_mistake("pinball_loss", hint=1)
def too_high_costs_nothing(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Predictions that are too high cost nothing in your loss, so it pushes them up without end."""
    return (tau * (y - q).clamp(min=0)).mean()


@known_mistake("pinball_loss", hint=1)
def too_low_costs_nothing(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Predictions that are too low cost nothing in your loss, so it pushes them down without
    end.
    """
    return ((1 - tau) * (q - y).clamp(min=0)).mean()


@known_mistake("pinball_loss", hint=1)
def too_high_unweighted(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Predictions that are too high cost their whole size; their weight is `1 - tau`."""
    r = y - q
    return torch.where(r >= 0, tau * r, -r).mean()


@known_mistake("pinball_loss", hint=1)
def too_low_unweighted(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Predictions that are too low cost their whole size; their weight is `tau`."""
    r = y - q
    return torch.where(r >= 0, r, (tau - 1) * r).mean()


@known_mistake("pinball_loss", hint=1)
def squares_weighted(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You weigh squares: the minimum is an expectile, below which no fixed share lies."""
    r = y - q
    return (torch.where(r >= 0, tau, 1 - tau) * r.square()).mean()


@known_mistake("pinball_loss", hint=1)
def doubled(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Your loss is twice too large, so that it is the absolute error at 1/2; here it is half of
    it.
    """
    return 2 * _pinball(y - q, tau).mean()


@known_mistake("pinball_loss", hint=1)
def tau_in_percent(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You use `tau` as a percentage; it is a share between 0 and 1."""
    return _pinball(y - q, tau / 100).mean()


@known_mistake("pinball_loss", hint=3)
def averaged_first(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You average the residuals before you weigh them: positive and negative ones cancel."""
    return _pinball((y - q).mean(), tau)


@known_mistake("pinball_loss", hint=3)
def sides_averaged_apart(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You average each side over its own elements: the mean is over all of them."""
    r, each = y - q, _pinball(y - q, tau)
    low = (r >= 0).to(each)
    of_low = (each * low).sum() / low.sum().clamp(min=1)
    return of_low + (each * (1 - low)).sum() / (1 - low).sum().clamp(min=1)


@known_mistake("pinball_loss", hint=2)
def gradient_cut_above(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """The value is right, but predictions that are too high have no gradient."""
    r = y - q
    return torch.where(r >= 0, tau * r, ((tau - 1) * r).detach()).mean()


@known_mistake("pinball_loss", hint=2)
def size_by_root(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You take the root of a square: where a prediction is exactly right its gradient is nan."""
    r = y - q
    return ((tau - 0.5) * r + r.square().sqrt() / 2).mean()


@known_mistake("pinball_loss", hint=2, width=(0.1, 0.01))
def kink_smoothed(q: Tensor, y: Tensor, tau: float, *, width: float = 1.0) -> Tensor:
    """You round the kink off with a parabola, as in quantile regression by Huber's loss: small
    residuals cost too little.
    """
    r = y - q
    size = r.abs()
    cost = torch.where(size <= width, r.square() / (2 * width), size - width / 2)
    return ((tau - (r < 0).to(r)).abs() * cost).mean()


@known_mistake("asymmetric_laplace_nll", hint=2)
def scale_counted_once(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You sum log(b) over its own elements; where `b` broadcasts, it counts once for every element
    of `y`.
    """
    cost = _pinball((y - mu) / b, tau) - math.log(tau * (1 - tau))
    return (cost.sum() + b.log().sum()) / y.numel()


@known_mistake("asymmetric_laplace_nll", hint=2)
def scaled_by_root_of_both(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Your slopes are the root of tau/(1-tau) and its inverse, those of another form of this
    distribution; here they are tau and 1-tau.
    """
    z, kappa = (y - mu) / b, math.sqrt(tau / (1 - tau))
    cost = torch.where(z >= 0, z * kappa, -z / kappa)
    return (cost + b.log() + math.log(kappa + 1 / kappa)).mean()


@known_mistake("asymmetric_laplace_nll", hint=2)
def residual_by_root(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You take the root of a square: where a prediction is exactly right its gradient is nan."""
    z = (y - mu) / b
    cost = (tau - 0.5) * z + z.square().sqrt() / 2
    return (cost + b.log() - math.log(tau * (1 - tau))).mean()


@known_mistake("pinball_loss", hint=3)
def elements_summed(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You added up the elements where their mean is asked."""
    return _pinball(y - q, tau).sum()


@known_mistake("pinball_loss", hint=3)
def not_reduced(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You returned one number for each element and reduced nothing."""
    return _pinball(y - q, tau)


@known_mistake("pinball_loss", hint=3)
def summed_over_features(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """You summed over the last dimension and averaged the rest; the mean is over every element."""
    each = _pinball(y - q, tau)
    return each.sum(-1).mean() if each.dim() else each


@known_mistake("pinball_loss")
def no_gradient(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _pinball(y - q.detach(), tau).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def log_b_missing(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """The logarithm of `b` is missing: without that price, the widest scale is always the best."""
    return (_pinball((y - mu) / b, tau) - math.log(tau * (1 - tau))).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def log_b_subtracted(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You subtract the logarithm of `b`: a wider density is lower, so it adds to the loss."""
    return (_nll(mu, b, tau, y) - 2 * b.log()).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def log_2b(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You normalize by `2*b`, as for a symmetric Laplace; the two sides differ here."""
    return (_pinball((y - mu) / b, tau) + (2 * b).log()).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def shares_missing(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """The logarithm of `tau*(1 - tau)` is missing: the density integrates to more than 1."""
    return (_pinball((y - mu) / b, tau) + b.log()).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def shares_added(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You add the logarithm of `tau*(1 - tau)`: it stands above in the density."""
    return (_nll(mu, b, tau, y) + 2 * math.log(tau * (1 - tau))).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def one_share(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You normalize by `tau` alone; the other side has the share `1 - tau`."""
    return (_nll(mu, b, tau, y) + math.log(1 - tau)).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def other_share(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You normalize by `1 - tau` alone; the other side has the share `tau`."""
    return (_nll(mu, b, tau, y) + math.log(tau)).mean()


@known_mistake("asymmetric_laplace_nll", hint=2)
def shares_not_logged(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You subtract `tau*(1 - tau)` itself, where its logarithm belongs."""
    return (_pinball((y - mu) / b, tau) + b.log() - tau * (1 - tau)).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def sides_exchanged(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You exchanged the two sides: under this density `mu` is the quantile of `1 - tau`."""
    return _nll(mu, b, 1 - tau, y).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def symmetric(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """This is the symmetric Laplace distribution: `tau` does nothing."""
    return ((y - mu).abs() / b + (2 * b).log()).mean()


@known_mistake("asymmetric_laplace_nll", hint=3)
def residual_not_scaled(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You do not divide the residual by `b`."""
    return (_pinball(y - mu, tau) + b.log() - math.log(tau * (1 - tau))).mean()


@known_mistake("asymmetric_laplace_nll", hint=3)
def scale_squared(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You divide the residual by the square of `b`."""
    return (_pinball((y - mu) / b.square(), tau) + b.log() - math.log(tau * (1 - tau))).mean()


@known_mistake("asymmetric_laplace_nll", hint=3)
def scale_multiplied(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You multiply the residual by `b`; a wide scale makes it cheaper."""
    return (_pinball((y - mu) * b, tau) + b.log() - math.log(tau * (1 - tau))).mean()


@known_mistake("asymmetric_laplace_nll", hint=1)
def squares_scaled(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You weigh squares, as for two halves of a Gaussian; the tails here are exponential."""
    z = (y - mu) / b
    cost = torch.where(z >= 0, tau, 1 - tau) * z.square()
    return (cost + b.log() - math.log(tau * (1 - tau))).mean()


@known_mistake("asymmetric_laplace_nll", hint=2)
def lower_line(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You take the smaller of the two lines: far points then have a huge density."""
    z = (y - mu) / b
    cost = torch.minimum(tau * z, (tau - 1) * z)
    return (cost + b.log() - math.log(tau * (1 - tau))).mean()


@known_mistake("asymmetric_laplace_nll", hint=3, eps=SCALES)
def small_number_in_scale(
    mu: Tensor, b: Tensor, tau: float, y: Tensor, *, eps: float = 1e-6
) -> Tensor:
    """You add a small number to `b`, which is positive already: small scales are wrong."""
    return _nll(mu, b + eps, tau, y).mean()


@known_mistake("asymmetric_laplace_nll", hint=3)
def scale_averaged(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You average the scale first: each element has its own."""
    return _nll(mu, b.mean(), tau, y).mean()


@known_mistake("asymmetric_laplace_nll", hint=3)
def scale_detached(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows to `b`: you took it for a constant."""
    return _nll(mu, b.detach(), tau, y).mean()


@known_mistake("asymmetric_laplace_nll", hint=3)
def log_likelihood(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """This is the log-likelihood; a loss is its negative."""
    return -_nll(mu, b, tau, y).mean()


@known_mistake("asymmetric_laplace_nll", hint=3)
def nll_summed(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You added up the elements where their mean is asked."""
    return _nll(mu, b, tau, y).sum()


@known_mistake("asymmetric_laplace_nll", hint=3)
def nll_not_reduced(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You returned one number for each element and reduced nothing."""
    return _nll(mu, b, tau, y)


@known_mistake("asymmetric_laplace_nll", hint=3)
def nll_summed_over_features(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You summed over the last dimension and averaged the rest; the mean is over every element."""
    each = _nll(mu, b, tau, y)
    return each.sum(-1).mean() if each.dim() else each


@known_mistake("asymmetric_laplace_nll", hint=2)
def log_of_the_density(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You compute the density first: far out it rounds to 0, and its log is minus infinity."""
    return -(tau * (1 - tau) / b * (-_pinball((y - mu) / b, tau)).exp()).log().mean()


@known_mistake("asymmetric_laplace_nll", hint=2, eps=(*SMALL, *TINY, 1e-30))
def small_number_in_log(
    mu: Tensor, b: Tensor, tau: float, y: Tensor, *, eps: float = 1e-8
) -> Tensor:
    """A small number inside the logarithm bounds the loss: a point beyond has no gradient."""
    density = tau * (1 - tau) / b * (-_pinball((y - mu) / b, tau)).exp()
    return -(density + eps).log().mean()


@known_mistake("asymmetric_laplace_nll", hint=2)
def densities_multiplied(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """You multiply densities before the logarithm: the product of a few hundred is 0."""
    return -(-_nll(mu, b, tau, y)).exp().prod().log() / y.numel()


@known_mistake("asymmetric_laplace_nll")
def nll_without_gradient(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _nll(mu.detach(), b.detach(), tau, y).mean()
