"""Known mistakes in noise/student_t."""

import math

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake

SCALES = (1e-2, 1e-3, 1e-4, 1e-5, 1e-7, 1e-8)
"""Added to a scale that may be 1e-3."""


def _gammas(nu: Tensor) -> Tensor:
    """The log-gamma terms of the normalizer."""
    return torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2)


def _each(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """The right negative log-density of each element."""
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z * z / nu)
    return _gammas(nu) + 0.5 * (nu * math.pi).log() + sigma.log() + tail


def _without_normalizer(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """The terms with `sigma` or the residual."""
    z = (y - mu) / sigma
    return sigma.log() + (nu + 1) / 2 * torch.log1p(z * z / nu)


@known_mistake("student_t_nll", hint=1)
def normalizer_dropped(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You dropped the terms of `nu` alone: they are constant only as long as `nu` is, and here it
    has a gradient.
    """
    return _without_normalizer(mu, sigma, nu, y).mean()


@known_mistake("student_t_nll", hint=2)
def log_gammas_dropped(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You dropped the log-gamma terms: they depend on `nu` and normalize the density."""
    return (_without_normalizer(mu, sigma, nu, y) + 0.5 * (nu * math.pi).log()).mean()


@known_mistake("student_t_nll", hint=2)
def log_gammas_exchanged(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Your log-gamma terms have the wrong signs: in the density the larger one stands above."""
    rest = _without_normalizer(mu, sigma, nu, y) + 0.5 * (nu * math.pi).log()
    return (rest - _gammas(nu)).mean()


@known_mistake("student_t_nll", hint=2)
def log_gammas_not_halved(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You take the gamma functions at `nu` and `nu + 1`; they belong to half of each."""
    gammas = torch.lgamma(nu) - torch.lgamma(nu + 1)
    return (_without_normalizer(mu, sigma, nu, y) + 0.5 * (nu * math.pi).log() + gammas).mean()


@known_mistake("student_t_nll", hint=2)
def gammas_overflow(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You take the logarithm of gamma functions, which overflow in float32 beyond `nu = 70`."""
    gammas = torch.log(torch.lgamma(nu / 2).exp() / torch.lgamma((nu + 1) / 2).exp())
    return (_without_normalizer(mu, sigma, nu, y) + 0.5 * (nu * math.pi).log() + gammas).mean()


@known_mistake("student_t_nll", hint=2)
def normalizer_counted_once(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You sum the terms of `sigma` and `nu` over their own elements; where these broadcast, they
    count once for every element of `y`.
    """
    z = (y - mu) / sigma
    normalizer = 0.5 * (nu * math.pi).log() + _gammas(nu) + sigma.log()
    tail = (nu + 1) / 2 * torch.log1p(z.square() / nu)
    return (tail.sum() + normalizer.sum()) / y.numel()


@known_mistake("student_t_nll", hint=1)
def pi_missing(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """`pi` is missing from the normalizer: the density integrates to more than 1."""
    return (_each(mu, sigma, nu, y) - 0.5 * math.log(math.pi)).mean()


@known_mistake("student_t_nll", hint=1)
def two_pi(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You normalize by `2*pi` as for a Gaussian; here it is `nu*pi`."""
    rest = _without_normalizer(mu, sigma, nu, y) + _gammas(nu)
    return (rest + 0.5 * math.log(2 * math.pi)).mean()


@known_mistake("student_t_nll", hint=1)
def nu_missing_in_normalizer(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """The logarithm of `nu` is missing from the normalizer, next to that of `pi`."""
    return (_each(mu, sigma, nu, y) - 0.5 * nu.log()).mean()


@known_mistake("student_t_nll", hint=1)
def root_missing_in_normalizer(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """The normalizer has the square root of `nu*pi`: half of its logarithm."""
    return (_each(mu, sigma, nu, y) + 0.5 * (nu * math.pi).log()).mean()


@known_mistake("student_t_nll", hint=1)
def log_sigma_missing(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """The logarithm of `sigma` is missing: without that price, the widest scale is always the
    best.
    """
    return (_each(mu, sigma, nu, y) - sigma.log()).mean()


@known_mistake("student_t_nll", hint=1)
def log_sigma_halved(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You count half the logarithm of `sigma`, which belongs to a squared scale."""
    return (_each(mu, sigma, nu, y) - 0.5 * sigma.log()).mean()


@known_mistake("student_t_nll", hint=1)
def log_sigma_squared(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You count the logarithm of `sigma` twice."""
    return (_each(mu, sigma, nu, y) + sigma.log()).mean()


@known_mistake("student_t_nll", hint=1)
def sigma_as_variance(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You use `sigma` as a squared scale: it is the scale itself."""
    return _each(mu, sigma.sqrt(), nu, y).mean()


@known_mistake("student_t_nll", hint=1)
def sigma_not_squared(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You divide the squared residual by `sigma`; standardize the residual first and square
    then.
    """
    tail = (nu + 1) / 2 * torch.log1p((y - mu).square() / sigma / nu)
    return (_gammas(nu) + 0.5 * (nu * math.pi).log() + sigma.log() + tail).mean()


@known_mistake("student_t_nll", hint=1)
def sigma_as_standard_deviation(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You turn `sigma` from a standard deviation into a scale; it is the scale already."""
    scale = sigma * ((nu - 2).clamp(min=0.1) / nu).sqrt()
    return _each(mu, scale, nu, y).mean()


@known_mistake("student_t_nll", hint=1)
def residual_not_scaled(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You do not divide the residual by `sigma`."""
    tail = (nu + 1) / 2 * torch.log1p((y - mu).square() / nu)
    return (_gammas(nu) + 0.5 * (nu * math.pi).log() + sigma.log() + tail).mean()


@known_mistake("student_t_nll", hint=1)
def residual_not_squared(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You use the size of the residual where its square belongs."""
    tail = (nu + 1) / 2 * torch.log1p(((y - mu) / sigma).abs() / nu)
    return (_gammas(nu) + 0.5 * (nu * math.pi).log() + sigma.log() + tail).mean()


@known_mistake("student_t_nll", hint=1)
def square_not_divided_by_nu(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You do not divide the squared residual by `nu`."""
    tail = (nu + 1) / 2 * torch.log1p(((y - mu) / sigma).square())
    return (_gammas(nu) + 0.5 * (nu * math.pi).log() + sigma.log() + tail).mean()


@known_mistake("student_t_nll", hint=1)
def exponent_without_one(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Your exponent is half of `nu`; it is half of `nu + 1`."""
    z = (y - mu) / sigma
    return (_each(mu, sigma, nu, y) - 0.5 * torch.log1p(z * z / nu)).mean()


@known_mistake("student_t_nll", hint=1)
def exponent_not_halved(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Your exponent is `nu + 1`; it is half of that."""
    z = (y - mu) / sigma
    return (_each(mu, sigma, nu, y) + (nu + 1) / 2 * torch.log1p(z * z / nu)).mean()


@known_mistake("student_t_nll", hint=1)
def gaussian_instead(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """This is the Gaussian: `nu` does nothing, and a far point costs its square."""
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z * z / 2 + 0 * nu).mean()


@known_mistake("student_t_nll", hint=1)
def cauchy_instead(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """This is the Cauchy distribution, which has one degree of freedom: `nu` does nothing."""
    z = (y - mu) / sigma
    return (math.log(math.pi) + sigma.log() + torch.log1p(z * z) + 0 * nu).mean()


@known_mistake("student_t_nll", hint=2)
def nu_detached(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """The value is right, but you treat `nu` as a constant: its gradient is missing."""
    return _each(mu, sigma, nu.detach(), y).mean()


@known_mistake("student_t_nll", hint=2)
def nu_in_normalizer_detached(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """The value is right, but the normalizer has no gradient for `nu`: learned so, `nu` comes out
    too low.
    """
    normalizer = (_gammas(nu) + 0.5 * (nu * math.pi).log()).detach()
    return (normalizer + _without_normalizer(mu, sigma, nu, y)).mean()


@known_mistake("student_t_nll", hint=2, bound=(3.0, 5.0, 10.0, 50.0, 100.0, 1e3))
def residual_clamped(
    mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor, *, bound: float = 20.0
) -> Tensor:
    """You clamp the residual: the tail of this distribution needs no bound, and beyond yours no
    gradient flows.
    """
    z = ((y - mu) / sigma).clamp(-bound, bound)
    tail = (nu + 1) / 2 * torch.log1p(z * z / nu)
    return (_gammas(nu) + 0.5 * (nu * math.pi).log() + sigma.log() + tail).mean()


@known_mistake("student_t_nll", hint=2, eps=SCALES)
def small_number_in_scale(
    mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor, *, eps: float = 1e-6
) -> Tensor:
    """You add a small number to `sigma`, which is positive already: small scales are wrong."""
    return _each(mu, sigma + eps, nu, y).mean()


@known_mistake("student_t_nll", hint=1)
def scale_averaged(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You average the scale first: each element has its own."""
    return _each(mu, sigma.mean(), nu, y).mean()


@known_mistake("student_t_nll", hint=1)
def freedom_averaged(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You average the degrees of freedom first: each element has its own."""
    return _each(mu, sigma, nu.mean(), y).mean()


@known_mistake("student_t_nll", hint=2)
def log_of_the_density(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You compute the density first: far out it rounds to 0, and its log is minus infinity."""
    z = (y - mu) / sigma
    constant = (-_gammas(nu)).exp() / (sigma * (nu * math.pi).sqrt())
    return -(constant * (1 + z * z / nu) ** (-(nu + 1) / 2)).log().mean()


@known_mistake("student_t_nll", hint=2, eps=(*SMALL, *TINY, 1e-30))
def small_number_in_log(
    mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor, *, eps: float = 1e-8
) -> Tensor:
    """A small number inside the logarithm bounds the loss: an outlier beyond has no gradient."""
    z = (y - mu) / sigma
    constant = (-_gammas(nu)).exp() / (sigma * (nu * math.pi).sqrt())
    return -(constant * (1 + z * z / nu) ** (-(nu + 1) / 2) + eps).log().mean()


@known_mistake("student_t_nll", hint=2)
def densities_multiplied(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You multiply densities before the logarithm: the product of a few hundred is 0."""
    return -(-_each(mu, sigma, nu, y)).exp().prod().log() / y.numel()


@known_mistake("student_t_nll", hint=3)
def log_likelihood(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood; a loss is its negative."""
    return -_each(mu, sigma, nu, y).mean()


@known_mistake("student_t_nll", hint=3)
def elements_summed(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You added up the elements where their mean is asked."""
    return _each(mu, sigma, nu, y).sum()


@known_mistake("student_t_nll", hint=3)
def not_reduced(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You returned one number for each element and reduced nothing."""
    return _each(mu, sigma, nu, y)


@known_mistake("student_t_nll", hint=3)
def summed_over_features(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """You summed over the last dimension and averaged the rest; the mean is over every element."""
    each = _each(mu, sigma, nu, y)
    return each.sum(-1).mean() if each.dim() else each


@known_mistake("student_t_nll")
def no_gradient(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _each(mu.detach(), sigma.detach(), nu.detach(), y.detach()).mean()


@known_mistake("student_t_influence", hint=1)
def weight_instead(z: Tensor, nu: Tensor) -> Tensor:
    """This is the weight of a point; its influence is the weight times the residual."""
    return (nu + 1) / (nu + z * z)


@known_mistake("student_t_influence", hint=1)
def factor_missing(z: Tensor, nu: Tensor) -> Tensor:
    """The factor `nu + 1` is missing: it comes from the exponent of the density."""
    return z / (nu + z * z)


@known_mistake("student_t_influence", hint=1)
def factor_without_one(z: Tensor, nu: Tensor) -> Tensor:
    """Your factor is `nu`; the exponent of the density has `nu + 1`."""
    return nu * z / (nu + z * z)


@known_mistake("student_t_influence", hint=1)
def halved(z: Tensor, nu: Tensor) -> Tensor:
    """Your influence is half of it: the derivative of the square has a factor of 2."""
    return (nu + 1) * z / (2 * (nu + z * z))


@known_mistake("student_t_influence", hint=1)
def doubled(z: Tensor, nu: Tensor) -> Tensor:
    """Your influence is twice too large: the exponent is half of `nu + 1`."""
    return 2 * (nu + 1) * z / (nu + z * z)


@known_mistake("student_t_influence", hint=2)
def below_not_multiplied(z: Tensor, nu: Tensor) -> Tensor:
    """You lost a factor of `nu` when you differentiated `z^2/nu`."""
    return (nu + 1) * z / (1 + z * z / nu)


@known_mistake("student_t_influence", hint=1)
def one_below(z: Tensor, nu: Tensor) -> Tensor:
    """You have `1 + z^2` below, as for the Cauchy distribution; it is `nu + z^2`."""
    return (nu + 1) * z / (1 + z * z)


@known_mistake("student_t_influence", hint=1)
def size_below(z: Tensor, nu: Tensor) -> Tensor:
    """You have the size of the residual below, where its square belongs: this does not
    redescend.
    """
    return (nu + 1) * z / (nu + z.abs())


@known_mistake("student_t_influence", hint=1)
def sign_of_the_location(z: Tensor, nu: Tensor) -> Tensor:
    """This is the derivative by the location, whose sign is opposite; asked is that by the
    residual.
    """
    return -(nu + 1) * z / (nu + z * z)


@known_mistake("student_t_influence", hint=1)
def size_of_influence(z: Tensor, nu: Tensor) -> Tensor:
    """You lost the sign: a negative residual pulls the other way."""
    return (nu + 1) * z.abs() / (nu + z * z)


@known_mistake("student_t_influence", hint=1)
def derivative_by_log_scale(z: Tensor, nu: Tensor) -> Tensor:
    """You multiplied by the residual once too often, as in the derivative by the scale."""
    return (nu + 1) * z * z / (nu + z * z)


@known_mistake("student_t_influence", hint=1)
def loss_instead(z: Tensor, nu: Tensor) -> Tensor:
    """This is what the residual costs; the influence is its derivative."""
    return (nu + 1) / 2 * torch.log1p(z * z / nu)


@known_mistake("student_t_influence", hint=1)
def gaussian_influence(z: Tensor, nu: Tensor) -> Tensor:
    """This is the influence under a Gaussian, which grows without bound."""
    return z + 0 * nu


@known_mistake("student_t_influence", hint=1)
def huber_influence(z: Tensor, nu: Tensor) -> Tensor:
    """This is bounded and does not fall back, as Huber's; a Student-t ignores far points."""
    return torch.minimum(torch.maximum(z, -nu + 0 * z), nu + 0 * z)


@known_mistake("student_t_influence", hint=1)
def curvature(z: Tensor, nu: Tensor) -> Tensor:
    """This is the second derivative; one is asked."""
    return (nu + 1) * (nu - z * z) / (nu + z * z) ** 2


@known_mistake("student_t_influence", hint=3)
def influence_averaged(z: Tensor, nu: Tensor) -> Tensor:
    """You averaged; each residual has its own influence."""
    return ((nu + 1) * z / (nu + z * z)).mean()


@known_mistake("student_t_influence", hint=2)
def influence_without_gradient(z: Tensor, nu: Tensor) -> Tensor:
    """The value is right, but no gradient flows to `z`: you took a derivative without
    `create_graph`.
    """
    z = z.detach()
    return (nu + 1) * z / (nu + z * z)


@known_mistake("student_t_influence", hint=2)
def influence_of_constant_nu(z: Tensor, nu: Tensor) -> Tensor:
    """The value is right, but no gradient flows to `nu`: you took it for a constant."""
    nu = torch.as_tensor(nu).detach().to(z)
    return (nu + 1) * z / (nu + z * z)


@known_mistake("student_t_influence")
def influence_outside_autograd(z: Tensor, nu: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    nu = torch.as_tensor(nu).detach().to(z)
    z = z.detach()
    return (nu + 1) * z / (nu + z * z)
