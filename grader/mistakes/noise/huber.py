"""Known mistakes in noise/huber."""

import math

import torch
from torch import Tensor

from grader.probe.probe import known_mistake

REACHES = (10.0, 20.0, 30.0, 40.0, 50.0, 100.0, 200.0)
"""How far people integrate numerically."""


def _huber(r: Tensor, delta: float) -> Tensor:
    """Huber's loss of each residual."""
    inner = r.clamp(-delta, delta)
    return inner * (r - inner / 2)


def _log_normaliser(delta: float) -> float:
    """The right logarithm of the integral."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(center + 2 / delta * math.exp(-delta * delta / 2))


def _nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """The right negative log-density of each element."""
    return _huber((y - mu) / sigma, delta) + sigma.log() + _log_normaliser(delta)


@known_mistake("huber_loss", hint=1)
def half_missing(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Your loss is twice too large: the square and the line both have half of it."""
    return 2 * _huber(y - y_hat, delta).mean()


@known_mistake("huber_loss", hint=1)
def square_not_halved(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You forgot to halve the square: parabola and line no longer meet at `delta`."""
    r = y - y_hat
    return torch.where(r.abs() <= delta, r.square(), delta * (r.abs() - delta / 2)).mean()


@known_mistake("huber_loss", hint=2)
def squares_subtracted(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You subtract the square of the excess from that of the residual: for large residuals both are
    nearly equal, and float32 loses their difference.
    """
    r = (y - y_hat).abs()
    return ((r.square() - (r - delta).relu().square()) / 2).mean()


@known_mistake("huber_loss", hint=1)
def line_through_zero(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Your line has no offset: at `delta` the loss jumps."""
    r = y - y_hat
    return torch.where(r.abs() <= delta, r.square() / 2, delta * r.abs()).mean()


@known_mistake("huber_loss", hint=1)
def line_from_zero_at_delta(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Your line starts from 0 at `delta`: it must start where the parabola ends."""
    r = y - y_hat
    return torch.where(r.abs() <= delta, r.square() / 2, delta * (r.abs() - delta)).mean()


@known_mistake("huber_loss", hint=1)
def offset_not_squared(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Your offset is half of `delta`; the line also multiplies it by its slope."""
    r = y - y_hat
    return torch.where(r.abs() <= delta, r.square() / 2, delta * r.abs() - delta / 2).mean()


@known_mistake("huber_loss", hint=1)
def slope_of_one(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Your line has the slope 1; the parabola arrives at `delta` with the slope `delta`."""
    r = y - y_hat
    return torch.where(r.abs() <= delta, r.square() / 2, r.abs() - delta / 2).mean()


@known_mistake("huber_loss", hint=1)
def smooth_l1(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """This is the smooth L1 loss, Huber's divided by `delta`."""
    return _huber(y - y_hat, delta).mean() / delta


@known_mistake("huber_loss", hint=1)
def pseudo_huber(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """This is the pseudo-Huber loss, a smooth relative with the same ends."""
    return (delta**2 * ((1 + ((y - y_hat) / delta).square()).sqrt() - 1)).mean()


@known_mistake("huber_loss", hint=1)
def log_cosh(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """This is the log-cosh loss, a smooth relative with the same ends."""
    r = (y - y_hat).abs() / delta
    return delta**2 * (r + torch.log1p(torch.exp(-2 * r)) - math.log(2)).mean()


@known_mistake("huber_loss", hint=1)
def square_alone(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You square large residuals too: nothing is robust here."""
    return ((y - y_hat).square() / 2).mean()


@known_mistake("huber_loss", hint=1)
def line_alone(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You use the line for small residuals too, where it is negative."""
    return (delta * ((y - y_hat).abs() - delta / 2)).mean()


@known_mistake("huber_loss", hint=1)
def branches_exchanged(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Your branches are exchanged: small residuals count squared, large ones linearly."""
    r = y - y_hat
    return torch.where(r.abs() > delta, r.square() / 2, delta * (r.abs() - delta / 2)).mean()


@known_mistake("huber_loss", hint=1)
def sign_compared(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You compare the residual itself with `delta`: a large negative one counts squared."""
    r = y - y_hat
    return torch.where(r <= delta, r.square() / 2, delta * (r.abs() - delta / 2)).mean()


@known_mistake("huber_loss", hint=1)
def square_compared(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You compare the squared residual with `delta`, where its size belongs."""
    r = y - y_hat
    return torch.where(r.square() <= delta, r.square() / 2, delta * (r.abs() - delta / 2)).mean()


@known_mistake("huber_loss", hint=1)
def size_lost(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You lost the absolute value on the line: a large negative residual lowers the loss."""
    r = y - y_hat
    return torch.where(r.abs() <= delta, r.square() / 2, delta * (r - delta / 2)).mean()


@known_mistake("huber_loss", hint=1)
def flat_tails(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You clip the residual before you square it: beyond `delta` the loss is flat, without
    gradient.
    """
    return ((y - y_hat).clamp(-delta, delta).square() / 2).mean()


@known_mistake("huber_loss", hint=1)
def delta_ignored(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You use a threshold of 1, whatever `delta` is."""
    return _huber(y - y_hat, 1.0).mean()


@known_mistake("huber_loss", hint=1)
def mean_residual_compared(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You choose one branch for the whole batch: each element has its own residual."""
    r = y - y_hat
    if r.abs().mean() <= delta:
        return (r.square() / 2).mean()
    return (delta * (r.abs() - delta / 2)).mean()


@known_mistake("huber_loss", hint=1)
def branches_averaged_apart(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You average each branch over its own elements and add: the mean is over all of them."""
    each = _huber(y - y_hat, delta)
    small = ((y - y_hat).abs() <= delta).to(each)
    of_small = (each * small).sum() / small.sum().clamp(min=1)
    return of_small + (each * (1 - small)).sum() / (1 - small).sum().clamp(min=1)


@known_mistake("huber_loss", hint=3)
def elements_summed(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You added up the elements where their mean is asked."""
    return _huber(y - y_hat, delta).sum()


@known_mistake("huber_loss", hint=3)
def not_reduced(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You returned one number for each element and reduced nothing."""
    return _huber(y - y_hat, delta)


@known_mistake("huber_loss", hint=3)
def summed_over_features(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You summed over the last dimension and averaged the rest; the mean is over every element."""
    each = _huber(y - y_hat, delta)
    return each.sum(-1).mean() if each.dim() else each


@known_mistake("huber_loss", hint=2)
def gradient_cut_in_tails(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """The value is right, but residuals beyond `delta` have no gradient: they still pull, with
    `delta`.
    """
    r = y - y_hat
    return torch.where(r.abs() <= delta, r.square() / 2, _huber(r, delta).detach()).mean()


@known_mistake("huber_loss", hint=2)
def size_by_root(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """You take the root of a square: at a residual of 0 its gradient is nan."""
    size = (y - y_hat).square().sqrt()
    inner = size.clamp(max=delta)
    return (inner * (size - inner / 2)).mean()


@known_mistake("huber_loss")
def no_gradient(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _huber(y - y_hat.detach(), delta).mean()


@known_mistake("huber_log_normaliser", hint=2)
def integral_itself(delta: float) -> float:
    """This is the integral; its logarithm is asked."""
    return math.exp(_log_normaliser(delta))


@known_mistake("huber_log_normaliser", hint=2)
def sign_flipped(delta: float) -> float:
    """The sign is wrong: the density is divided by the integral, but asked is the integral's
    logarithm.
    """
    return -_log_normaliser(delta)


@known_mistake("huber_nll", hint=2)
def divided_by_sigma_once(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You divide Huber's loss in raw units by sigma; it is quadratic, so it has the unit of sigma
    squared.
    """
    cost = sigma * _huber((y - mu) / sigma, delta)
    return (cost + sigma.log() + _log_normaliser(delta)).mean()


@known_mistake("huber_log_normaliser", hint=1)
def tails_missing(delta: float) -> float:
    """The tails are missing: you integrate the middle only."""
    return math.log(math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2)))


@known_mistake("huber_log_normaliser", hint=2, end=(10, 20, 30, 50, 200, 500, 1000))
def tails_cut(delta: float, *, end: float = 100) -> float:
    """You integrate numerically and stop too early: for a small `delta` the tails reach much
    further. They have a closed form.
    """
    center = math.sqrt(2 * math.pi) * math.erf(min(delta, end) / math.sqrt(2))
    start, stop = delta * delta / 2, delta * (max(end, delta) - delta / 2)
    return math.log(center + 2 / delta * (math.exp(-start) - math.exp(-stop)))


@known_mistake("huber_log_normaliser", hint=1)
def center_missing(delta: float) -> float:
    """The middle is missing: you integrate the tails only."""
    return math.log(2 / delta) - delta * delta / 2


@known_mistake("huber_log_normaliser", hint=1)
def one_tail(delta: float) -> float:
    """You count one tail; there are two."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(center + math.exp(-delta * delta / 2) / delta)


@known_mistake("huber_log_normaliser", hint=1)
def gaussian_normaliser(delta: float) -> float:
    """This normalizes a Gaussian, whatever `delta` is; the tails here are heavier."""
    return 0.5 * math.log(2 * math.pi) + 0 * delta


@known_mistake("huber_log_normaliser", hint=1)
def gaussian_tails(delta: float) -> float:
    """This is the middle with all of a Gaussian's own tails; here they are exponential."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(center + math.sqrt(2 * math.pi) * math.erfc(delta / math.sqrt(2)) / 2)


@known_mistake("huber_log_normaliser", hint=1)
def laplace_normaliser(delta: float) -> float:
    """This normalizes a Laplace distribution, to which Huber's tends only for small `delta`."""
    return math.log(2 / delta)


@known_mistake("huber_log_normaliser", hint=2)
def root_missing(delta: float) -> float:
    """You take the error function at `delta`; a standard normal needs `delta/sqrt(2)`."""
    center = math.sqrt(2 * math.pi) * math.erf(delta)
    return math.log(center + 2 / delta * math.exp(-delta * delta / 2))


@known_mistake("huber_log_normaliser", hint=2)
def half_the_center(delta: float) -> float:
    """You integrate half of the middle: it reaches from minus `delta` to `delta`."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2)) / 2
    return math.log(center + 2 / delta * math.exp(-delta * delta / 2))


@known_mistake("huber_log_normaliser", hint=2)
def center_without_root_of_two_pi(delta: float) -> float:
    """The middle lacks a factor of `sqrt(2*pi)`: an error function is a probability."""
    center = math.erf(delta / math.sqrt(2))
    return math.log(center + 2 / delta * math.exp(-delta * delta / 2))


@known_mistake("huber_log_normaliser", hint=2)
def tails_multiplied(delta: float) -> float:
    """You multiply the tails by `delta`; the faster they decay, the less is in them."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(center + 2 * delta * math.exp(-delta * delta / 2))


@known_mistake("huber_log_normaliser", hint=2)
def tails_without_decay(delta: float) -> float:
    """Your tails do not decay: the integral of `exp(-delta*r)` has a factor of `1/delta`."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(center + 2 * math.exp(-delta * delta / 2))


@known_mistake("huber_log_normaliser", hint=2)
def tails_start_too_low(delta: float) -> float:
    """Your tails start at `exp(-delta^2)`; they start at the height of the parabola there."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(center + 2 / delta * math.exp(-delta * delta))


@known_mistake("huber_log_normaliser", hint=2)
def tails_start_too_high(delta: float) -> float:
    """Your tails start at a height of 1; they start at the height of the parabola at `delta`."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(center + 2 / delta)


@known_mistake("huber_log_normaliser", hint=2, reach=REACHES)
def tails_cut_off(delta: float, *, reach: float = 50.0) -> float:
    """You integrate numerically, and stop where a tail has not ended yet: the smaller `delta`,
    the longer the tails.
    """
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    left = -math.expm1(-delta * reach)
    return math.log(center + 2 / delta * math.exp(-delta * delta / 2) * left)


@known_mistake("huber_log_normaliser", hint=2)
def single_precision(delta: float) -> float:
    """You computed in float32, which has six or seven digits; nine are asked."""
    d = torch.tensor(delta, dtype=torch.float32)
    center = math.sqrt(2 * math.pi) * torch.erf(d / math.sqrt(2))
    return float(torch.log(center + 2 / d * torch.exp(-d * d / 2)))


@known_mistake("huber_nll", hint=2)
def normaliser_missing(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """The normalizer is missing: the gradient is right, but the density integrates to more
    than 1.
    """
    return (_huber((y - mu) / sigma, delta) + sigma.log()).mean()


@known_mistake("huber_nll", hint=2)
def normaliser_subtracted(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You subtract the log-normalizer: the density is divided by it, so it adds to the loss."""
    return (_nll(mu, sigma, delta, y) - 2 * _log_normaliser(delta)).mean()


@known_mistake("huber_nll", hint=2)
def normaliser_of_a_gaussian(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You normalize as for a Gaussian; Huber's tails are heavier."""
    z = (y - mu) / sigma
    return (_huber(z, delta) + sigma.log() + 0.5 * math.log(2 * math.pi)).mean()


@known_mistake("huber_nll", hint=2)
def log_sigma_missing(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """The logarithm of `sigma` is missing: without that price, the widest scale is always the
    best.
    """
    return (_huber((y - mu) / sigma, delta) + _log_normaliser(delta)).mean()


@known_mistake("huber_nll", hint=2)
def log_sigma_subtracted(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You subtract the logarithm of `sigma`: a wider density is lower, so it adds to the loss."""
    return (_nll(mu, sigma, delta, y) - 2 * sigma.log()).mean()


@known_mistake("huber_nll", hint=2)
def log_sigma_squared(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You count the logarithm of `sigma` twice."""
    return (_nll(mu, sigma, delta, y) + sigma.log()).mean()


@known_mistake("huber_nll", hint=2)
def log_sigma_halved(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You count half the logarithm of `sigma`, which belongs to a squared scale."""
    return (_nll(mu, sigma, delta, y) - 0.5 * sigma.log()).mean()


@known_mistake("huber_nll", hint=3)
def residual_not_scaled(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You do not divide the residual by `sigma`."""
    return (_huber(y - mu, delta) + sigma.log() + _log_normaliser(delta)).mean()


@known_mistake("huber_nll", hint=2)
def delta_in_units_of_y(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You apply `delta` to the raw residual; it counts scales."""
    r = y - mu
    inner = torch.clamp(r, -delta, delta)
    each = inner * (r - inner / 2) / sigma.square()
    return (each + sigma.log() + _log_normaliser(delta)).mean()


@known_mistake("huber_nll", hint=3)
def loss_divided_by_sigma(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You divide Huber's loss by `sigma`; divide the residual, before the loss."""
    return (_huber(y - mu, delta) / sigma + sigma.log() + _log_normaliser(delta)).mean()


@known_mistake("huber_nll", hint=3)
def sigma_squared(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You divide the residual by the square of `sigma`."""
    z = (y - mu) / sigma.square()
    return (_huber(z, delta) + sigma.log() + _log_normaliser(delta)).mean()


@known_mistake("huber_nll", hint=3)
def sigma_as_variance(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You use `sigma` as a squared scale: it is the scale itself."""
    return _nll(mu, sigma.sqrt(), delta, y).mean()


@known_mistake("huber_nll", hint=2)
def gaussian_instead(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """This is the Gaussian: `delta` does nothing, and a far point costs its square."""
    z = (y - mu) / sigma
    return (z.square() / 2 + sigma.log() + 0.5 * math.log(2 * math.pi)).mean()


@known_mistake("huber_nll", hint=2)
def laplace_instead(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """This is a Laplace distribution: it has a peak where Huber's is round."""
    z = (y - mu) / sigma
    return (delta * z.abs() + sigma.log() + math.log(2 / delta)).mean()


@known_mistake("huber_nll", hint=3)
def scale_averaged(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You average the scale first: each element has its own."""
    return _nll(mu, sigma.mean(), delta, y).mean()


@known_mistake("huber_nll", hint=3)
def sigma_detached(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows to `sigma`: you took it for a constant."""
    return _nll(mu, sigma.detach(), delta, y).mean()


@known_mistake("huber_nll", hint=3)
def log_likelihood(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """This is the log-likelihood; a loss is its negative."""
    return -_nll(mu, sigma, delta, y).mean()


@known_mistake("huber_nll", hint=3)
def nll_summed(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You added up the elements where their mean is asked."""
    return _nll(mu, sigma, delta, y).sum()


@known_mistake("huber_nll", hint=3)
def nll_not_reduced(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You returned one number for each element and reduced nothing."""
    return _nll(mu, sigma, delta, y)


@known_mistake("huber_nll", hint=3)
def nll_summed_over_features(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """You summed over the last dimension and averaged the rest; the mean is over every element."""
    each = _nll(mu, sigma, delta, y)
    return each.sum(-1).mean() if each.dim() else each


@known_mistake("huber_nll")
def nll_without_gradient(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _nll(mu.detach(), sigma.detach(), delta, y).mean()
