"""Known mistakes in nll/laplace."""

import math

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("laplace_nll", hint=3, rows=(False,))
def scales_multiplied(mu: Tensor, b: Tensor, y: Tensor, *, rows: bool = True) -> Tensor:
    """You multiply the scales before you take the logarithm: the product of many is 0 or
    infinite in floating point, where the sum of their logs is an ordinary number.
    """
    z = (y - mu).abs() / b
    widths = 2 * b.expand_as(z)
    log_product = (widths.prod(dim=-1) if rows else widths.prod()).log().sum()
    return log_product / z.numel() + z.mean()


@known_mistake("laplace_nll", hint=2)
def b_as_deviation(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You read b as a standard deviation. Under a Laplace distribution that is larger than b."""
    s = b / math.sqrt(2)
    return ((2 * s).log() + (y - mu).abs() / s).mean()


@known_mistake("laplace_nll", hint=2)
def b_as_log(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You read b as the log of a scale: it is positive and needs no exponential."""
    return (math.log(2) + b + (y - mu).abs() / b.exp()).mean()


@known_mistake("laplace_nll", hint=1)
def b_as_rate(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You read b as a rate: a larger b must make a residual count less, not more."""
    return (math.log(2) - b.log() + (y - mu).abs() * b).mean()


@known_mistake("laplace_nll", hint=2)
def two_dropped(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The constant log(2) is dropped: the loss is then no negative log-density any more."""
    return (b.log() + (y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=1)
def log_b_dropped(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The price for a wide b is missing: without it the best b would be infinite."""
    return (math.log(2) + (y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=1)
def normaliser_dropped(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The normaliser is missing altogether: what is left is a weighted absolute error."""
    return ((y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=2)
def log_b_subtracted(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The normaliser has the wrong sign: a wide density is a low one, so width must cost."""
    return ((y - mu).abs() / b - (2 * b).log()).mean()


@known_mistake("laplace_nll", hint=1)
def residual_squared(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The residual is squared: squares belong to the Gaussian."""
    return ((2 * b).log() + (y - mu) ** 2 / b).mean()


@known_mistake("laplace_nll", hint=1)
def gaussian_instead(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """This is a Gaussian's negative log-density, with b for its standard deviation."""
    return (0.5 * math.log(2 * math.pi) + b.log() + ((y - mu) / b) ** 2 / 2).mean()


@known_mistake("laplace_nll", hint=2)
def divided_by_twice_b(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The absolute residual is divided by 2*b: the 2 belongs to the normaliser alone."""
    return ((2 * b).log() + (y - mu).abs() / (2 * b)).mean()


@known_mistake("laplace_nll", hint=2)
def b_squared(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The scale is squared in the quotient. Ask which unit it then has."""
    return ((2 * b).log() + (y - mu).abs() / b**2).mean()


@known_mistake("laplace_nll", hint=1)
def sign_kept(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The residual has no absolute value, so that errors of opposite sign cancel."""
    return ((2 * b).log() + (y - mu) / b).mean()


@known_mistake("laplace_nll", hint=2)
def sign_flipped(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood. A loss is minimised, so its sign must be the other."""
    return -((2 * b).log() + (y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=2)
def sum_for_mean(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You added up where the mean over every element is asked."""
    return ((2 * b).log() + (y - mu).abs() / b).sum()


@known_mistake("laplace_nll", hint=2)
def sum_over_features(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You added up over the last dimension and averaged over the rest; the mean is over both."""
    return ((2 * b).log() + (y - mu).abs() / b).sum(dim=-1).mean()


@known_mistake("laplace_nll", hint=2)
def not_reduced(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The losses of the elements are returned; a loss is one number."""
    return (2 * b).log() + (y - mu).abs() / b


@known_mistake("laplace_nll", hint=2)
def one_b_for_all(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You averaged b first. Each element has its own scale, and the logarithm of a mean is not
    the mean of logarithms.
    """
    scale = b.mean()
    return ((2 * scale).log() + (y - mu).abs() / scale).mean()


@known_mistake("laplace_nll", hint=2)
def b_counted_once(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """log(2*b) is added up over b's own elements, though a b that broadcasts counts once for
    every element of y.
    """
    return ((2 * b).log().sum() + ((y - mu).abs() / b).sum()) / y.numel()


@known_mistake("laplace_nll", hint=2)
def b_detached(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """No gradient reaches b, so no network can learn its noise from this loss."""
    scale = b.detach()
    return ((2 * scale).log() + (y - mu).abs() / scale).mean()


@known_mistake("laplace_nll", hint=2, least=SMALL)
def b_clamped(mu: Tensor, b: Tensor, y: Tensor, *, least: float = 1e-6) -> Tensor:
    """b is held away from 0 by a fixed amount: how small it may be depends on the unit of y."""
    scale = b.clamp(min=least)
    return ((2 * scale).log() + (y - mu).abs() / scale).mean()


@known_mistake("laplace_nll", hint=2, eps=(*SMALL, *TINY))
def b_plus_epsilon(mu: Tensor, b: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number is added to b: how small is small depends on the unit of y."""
    scale = b + eps
    return ((2 * scale).log() + (y - mu).abs() / scale).mean()


@known_mistake("mae_loss", hint=2)
def errors_summed(y_hat: Tensor, y: Tensor) -> Tensor:
    """You added up where the mean over every element is asked."""
    return (y - y_hat).abs().sum()


@known_mistake("mae_loss", hint=1)
def errors_squared(y_hat: Tensor, y: Tensor) -> Tensor:
    """This is the squared error: absolute errors are asked for."""
    return (y - y_hat).square().mean()


@known_mistake("mae_loss", hint=1)
def root_mean_square(y_hat: Tensor, y: Tensor) -> Tensor:
    """This is the RMSE: a root of squares is no absolute error."""
    return (y - y_hat).square().mean().sqrt()


@known_mistake("mae_loss", hint=2)
def absolute_of_mean(y_hat: Tensor, y: Tensor) -> Tensor:
    """The absolute value is taken of the mean, so that errors of opposite sign cancel."""
    return (y - y_hat).mean().abs()


@known_mistake("mae_loss", hint=2)
def error_sign_kept(y_hat: Tensor, y: Tensor) -> Tensor:
    """No absolute value is taken: errors of opposite sign cancel."""
    return (y - y_hat).mean()


@known_mistake("mae_loss", hint=2)
def median_error(y_hat: Tensor, y: Tensor) -> Tensor:
    """You took the median of the absolute errors, not their mean."""
    return (y - y_hat).abs().median()


@known_mistake("mae_loss", hint=2)
def errors_not_reduced(y_hat: Tensor, y: Tensor) -> Tensor:
    """The errors of the elements are returned; a loss is one number."""
    return (y - y_hat).abs()


@known_mistake("mae_loss", hint=2)
def errors_summed_over_features(y_hat: Tensor, y: Tensor) -> Tensor:
    """You added up over the last dimension and averaged over the rest; the mean is over both."""
    return (y - y_hat).abs().sum(dim=-1).mean()


@known_mistake("mae_loss", hint=1)
def smoothed(y_hat: Tensor, y: Tensor) -> Tensor:
    """Small errors are rounded off, as in a smooth L1 loss."""
    size = (y - y_hat).abs()
    return torch.where(size < 1, 0.5 * size**2, size - 0.5).mean()


@known_mistake("mae_loss", hint=1)
def relative_error(y_hat: Tensor, y: Tensor) -> Tensor:
    """The errors are relative to the target; absolute ones are asked for."""
    return ((y - y_hat) / y).abs().mean()


@known_mistake("mae_loss", hint=1)
def target_detached(y_hat: Tensor, y: Tensor) -> Tensor:
    """No gradient reaches the target: the loss has a gradient for both."""
    return (y.detach() - y_hat).abs().mean()


@known_mistake("mae_loss", hint=2)
def error_halved(y_hat: Tensor, y: Tensor) -> Tensor:
    """Half of the mean absolute error is returned."""
    return 0.5 * (y - y_hat).abs().mean()


@known_mistake("laplace_nll", hint=2)
def density_first(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You compute the density first: far from mu it is 0 in floating point, and its logarithm
    infinite.
    """
    return -((-(y - mu).abs() / b).exp() / (2 * b)).log().mean()


@known_mistake("laplace_nll")
def root_of_squares(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The root of a square is a size, but where y is mu its gradient is nan: the slope of the
    root is infinite there.
    """
    return ((2 * b).log() + ((y - mu) ** 2).sqrt() / b).mean()


@known_mistake("mae_loss")
def error_by_root(y_hat: Tensor, y: Tensor) -> Tensor:
    """The root of a square is a size, but where a prediction is right its gradient is nan: the
    slope of the root is infinite there.
    """
    return ((y - y_hat) ** 2).sqrt().mean()
