"""Known mistakes in nll/gaussian."""

import math

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("gaussian_nll", hint=3, rows=(False,))
def scales_multiplied(mu: Tensor, sigma: Tensor, y: Tensor, *, rows: bool = True) -> Tensor:
    """You multiply the scales before you take the logarithm: the product of many is 0 or
    infinite in floating point, where the sum of their logs is an ordinary number.
    """
    z = (y - mu) / sigma
    scales = sigma.expand_as(z)
    log_product = (scales.prod(dim=-1) if rows else scales.prod()).log().sum()
    return 0.5 * math.log(2 * math.pi) + log_product / z.numel() + (z**2).mean() / 2


@known_mistake("gaussian_nll", hint=2)
def sigma_as_variance(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You read sigma as a variance. It is a standard deviation, in the unit of y itself."""
    return (0.5 * math.log(2 * math.pi) + 0.5 * sigma.log() + (y - mu) ** 2 / (2 * sigma)).mean()


@known_mistake("gaussian_nll", hint=2)
def sigma_as_log(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You read sigma as the log of a standard deviation: it is positive and needs no
    exponential.
    """
    return (0.5 * math.log(2 * math.pi) + sigma + (y - mu) ** 2 / (2 * (2 * sigma).exp())).mean()


@known_mistake("gaussian_nll", hint=2)
def sigma_as_log_variance(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You read sigma as the log of a variance: it is positive and needs no exponential."""
    return (0.5 * math.log(2 * math.pi) + 0.5 * sigma + (y - mu) ** 2 / (2 * sigma.exp())).mean()


@known_mistake("gaussian_nll", hint=1)
def sigma_as_precision(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You read sigma as a precision: a larger sigma must make a residual count less, not more."""
    return (0.5 * math.log(2 * math.pi) - 0.5 * sigma.log() + sigma * (y - mu) ** 2 / 2).mean()


@known_mistake("gaussian_nll", hint=1)
def constant_dropped(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The constant is dropped: the loss is then no negative log-density any more."""
    return (sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def constant_not_halved(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The constant is twice too large: in the density, 2*pi stands under a square root."""
    return (math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def constant_without_two(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """In the constant you have log(pi) where the density has a 2 beside the pi."""
    return (0.5 * math.log(math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=1)
def log_sigma_dropped(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The price for a wide sigma is missing: without it the best sigma would be infinite."""
    return (0.5 * math.log(2 * math.pi) + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def log_sigma_subtracted(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """log(sigma) has the wrong sign: a wide density is a low one, so width must cost."""
    return (0.5 * math.log(2 * math.pi) - sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def log_variance_not_halved(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The width is charged twice: you have the log of the variance, but no half in front of it."""
    return (0.5 * math.log(2 * math.pi) + (sigma**2).log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def log_sigma_halved(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The width is charged half: in 0.5*log(2*pi*...) you wrote sigma where its square belongs."""
    return (0.5 * torch.log(2 * math.pi * sigma) + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def half_lost(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The factor one half in front of the squared residual is lost."""
    return (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / sigma**2).mean()


@known_mistake("gaussian_nll", hint=2)
def sigma_not_squared(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The squared residual is divided by sigma once. Ask which unit the quotient then has."""
    return (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma)).mean()


@known_mistake("gaussian_nll", hint=2)
def two_squared_too(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The 2 is squared along with sigma: you divide by (2*sigma)^2."""
    return (0.5 * math.log(2 * math.pi) + sigma.log() + ((y - mu) / (2 * sigma)) ** 2).mean()


@known_mistake("gaussian_nll", hint=2)
def residual_not_squared(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The residual is not squared: absolute distances belong to another distribution."""
    return (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu).abs() / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def sign_flipped(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood. A loss is minimised, so its sign must be the other."""
    return -(0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def sum_for_mean(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You added up where the mean over every element is asked."""
    return (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).sum()


@known_mistake("gaussian_nll", hint=2)
def sum_over_features(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You added up over the last dimension and averaged over the rest; the mean is over both."""
    return (
        (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2))
        .sum(dim=-1)
        .mean()
    )


@known_mistake("gaussian_nll", hint=2)
def divided_by_batch(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You added up everything and divided by the size of the first dimension; the mean is over
    every element.
    """
    return (
        0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)
    ).sum() / y.shape[0]


@known_mistake("gaussian_nll", hint=2)
def not_reduced(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The losses of the elements are returned; a loss is one number."""
    return 0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)


@known_mistake("gaussian_nll", hint=2)
def one_sigma_for_all(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You averaged sigma first. Each element has its own noise, and the logarithm of a mean is
    not the mean of logarithms.
    """
    s = sigma.mean()
    return (0.5 * math.log(2 * math.pi) + s.log() + (y - mu) ** 2 / (2 * s**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def sigma_counted_once(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """log(sigma) is added up over sigma's own elements, though a sigma that broadcasts counts
    once for every element of y.
    """
    quadratic = ((y - mu) / sigma) ** 2 / 2
    return 0.5 * math.log(2 * math.pi) + (sigma.log().sum() + quadratic.sum()) / y.numel()


@known_mistake("gaussian_nll", hint=2)
def sigma_detached(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """No gradient reaches sigma, so no network can learn its noise from this loss."""
    s = sigma.detach()
    return (0.5 * math.log(2 * math.pi) + s.log() + (y - mu) ** 2 / (2 * s**2)).mean()


@known_mistake("gaussian_nll", hint=2, least=SMALL)
def sigma_clamped(mu: Tensor, sigma: Tensor, y: Tensor, *, least: float = 1e-6) -> Tensor:
    """sigma is held away from 0 by a fixed amount: how small it may be depends on the unit of y."""
    s = sigma.clamp(min=least)
    return (0.5 * math.log(2 * math.pi) + s.log() + (y - mu) ** 2 / (2 * s**2)).mean()


@known_mistake("gaussian_nll", hint=2, eps=(*SMALL, *TINY))
def sigma_plus_epsilon(mu: Tensor, sigma: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number is added to sigma: how small is small depends on the unit of y."""
    s = sigma + eps
    return (0.5 * math.log(2 * math.pi) + s.log() + (y - mu) ** 2 / (2 * s**2)).mean()


@known_mistake("gaussian_nll", hint=2, eps=(*SMALL, *TINY))
def variance_plus_epsilon(mu: Tensor, sigma: Tensor, y: Tensor, *, eps: float = 1e-6) -> Tensor:
    """A small number is added to the variance: how small is small depends on the unit of y."""
    variance = sigma**2 + eps
    return 0.5 * (math.log(2 * math.pi) + variance.log() + (y - mu) ** 2 / variance).mean()


@known_mistake("mse_loss", hint=2)
def errors_summed(y_hat: Tensor, y: Tensor) -> Tensor:
    """You added up where the mean over every element is asked."""
    return ((y - y_hat) ** 2).sum()


@known_mistake("mse_loss", hint=2)
def half_kept(y_hat: Tensor, y: Tensor) -> Tensor:
    """The one half of the Gaussian NLL came along; the squared error takes the residual as it
    is.
    """
    return 0.5 * ((y - y_hat) ** 2).mean()


@known_mistake("mse_loss", hint=2)
def root_taken(y_hat: Tensor, y: Tensor) -> Tensor:
    """You took the root: that is the RMSE."""
    return ((y - y_hat) ** 2).mean().sqrt()


@known_mistake("mse_loss", hint=2)
def absolute_error(y_hat: Tensor, y: Tensor) -> Tensor:
    """This is the absolute error: the residuals are not squared."""
    return (y - y_hat).abs().mean()


@known_mistake("mse_loss", hint=2)
def square_forgotten(y_hat: Tensor, y: Tensor) -> Tensor:
    """The residuals are not squared, so errors of opposite sign cancel."""
    return (y - y_hat).mean()


@known_mistake("mse_loss", hint=2)
def mean_then_square(y_hat: Tensor, y: Tensor) -> Tensor:
    """You averaged first and squared afterwards, so errors of opposite sign cancel."""
    return (y - y_hat).mean() ** 2


@known_mistake("mse_loss", hint=2)
def difference_of_squares(y_hat: Tensor, y: Tensor) -> Tensor:
    """You subtracted the squares, which is not the square of the difference."""
    return (y**2 - y_hat**2).mean()


@known_mistake("mse_loss", hint=2)
def variance_of_residuals(y_hat: Tensor, y: Tensor) -> Tensor:
    """This is the variance of the residuals: a constant error in every prediction goes
    unnoticed.
    """
    r = y - y_hat
    return ((r - r.mean()) ** 2).mean()


@known_mistake("mse_loss", hint=2)
def errors_summed_over_features(y_hat: Tensor, y: Tensor) -> Tensor:
    """You added up over the last dimension and averaged over the rest; the mean is over both."""
    return ((y - y_hat) ** 2).sum(dim=-1).mean()


@known_mistake("mse_loss", hint=2)
def errors_divided_by_batch(y_hat: Tensor, y: Tensor) -> Tensor:
    """You added up everything and divided by the size of the first dimension; the mean is over
    every element.
    """
    return ((y - y_hat) ** 2).sum() / y.shape[0]


@known_mistake("mse_loss", hint=2)
def errors_not_reduced(y_hat: Tensor, y: Tensor) -> Tensor:
    """The squared errors are returned; a loss is one number."""
    return (y - y_hat) ** 2


@known_mistake("mse_loss", hint=3)
def target_detached(y_hat: Tensor, y: Tensor) -> Tensor:
    """The value is right, but no gradient reaches y: it is lost on the way."""
    return ((y.detach() - y_hat) ** 2).mean()


@known_mistake("mse_loss", hint=3)
def prediction_detached(y_hat: Tensor, y: Tensor) -> Tensor:
    """No gradient reaches the prediction: with this loss nothing can be trained."""
    return ((y - y_hat.detach()) ** 2).mean()


@known_mistake("gaussian_nll", hint=2)
def density_first(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You compute the density first: far from mu it is 0 in floating point, and its logarithm
    infinite.
    """
    density = (-((y - mu) ** 2) / (2 * sigma**2)).exp() / (math.sqrt(2 * math.pi) * sigma)
    return -density.log().mean()


@known_mistake("mse_loss", hint=3)
def square_expanded(y_hat: Tensor, y: Tensor) -> Tensor:
    """You expanded the square: where y is large, its terms cancel and take the digits with them."""
    return (y_hat**2 - 2 * y_hat * y + y**2).mean()
