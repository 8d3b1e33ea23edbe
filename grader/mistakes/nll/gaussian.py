"""Known mistakes in nll/gaussian."""

import math

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("gaussian_nll", hint=3, rows=(False,))
def scales_multiplied(mu: Tensor, sigma: Tensor, y: Tensor, *, rows: bool = True) -> Tensor:
    """You multiply the scales before you take the log: the product of many is 0 or infinite in
    floating point. Add up their logs instead.
    """
    z = (y - mu) / sigma
    scales = sigma.expand_as(z)
    log_product = (scales.prod(dim=-1) if rows else scales.prod()).log().sum()
    return 0.5 * math.log(2 * math.pi) + log_product / z.numel() + (z**2).mean() / 2


@known_mistake("gaussian_nll", hint=2)
def sigma_as_variance(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You treat sigma as a variance, both in the log and under the residual. It is a standard
    deviation, in the unit of y itself.
    """
    return (0.5 * math.log(2 * math.pi) + 0.5 * sigma.log() + (y - mu) ** 2 / (2 * sigma)).mean()


@known_mistake("gaussian_nll", hint=2)
def sigma_as_log(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You treat sigma as the log of a standard deviation: it enters without a log, and exp(sigma)
    scales the residual. It is positive already.
    """
    return (0.5 * math.log(2 * math.pi) + sigma + (y - mu) ** 2 / (2 * (2 * sigma).exp())).mean()


@known_mistake("gaussian_nll", hint=2)
def sigma_as_log_variance(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You treat sigma as the log of a variance: half of it is your log term, exp(sigma) scales the
    squared residual. It is positive already.
    """
    return (0.5 * math.log(2 * math.pi) + 0.5 * sigma + (y - mu) ** 2 / (2 * sigma.exp())).mean()


@known_mistake("gaussian_nll", hint=1)
def sigma_as_precision(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You treat sigma as a precision, the inverse of a variance: a larger sigma must make a
    residual count less, not more.
    """
    return (0.5 * math.log(2 * math.pi) - 0.5 * sigma.log() + sigma * (y - mu) ** 2 / 2).mean()


@known_mistake("gaussian_nll", hint=1)
def constant_dropped(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The constant term, the one with pi, is missing: this is the negative log of something that
    does not integrate to 1.
    """
    return (sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def constant_not_halved(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Your constant term is log(2*pi), twice the right one: in the density, 2*pi is under a square
    root.
    """
    return (math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def constant_without_two(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Your constant term has pi where the density has 2*pi under its root, so it is too small by
    half of log(2).
    """
    return (0.5 * math.log(math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=1)
def normalizer_dropped(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The constant and log(sigma) are both missing: a weighted squared error is left, for which the
    best sigma is infinite.
    """
    return ((y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=1)
def log_sigma_dropped(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The term log(sigma) is missing: nothing makes a wide Gaussian costly, so the best sigma is
    infinite.
    """
    return (0.5 * math.log(2 * math.pi) + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def log_sigma_subtracted(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The term log(sigma) has the wrong sign: a wide density is a low one, so a wider sigma must
    cost more, not less.
    """
    return (0.5 * math.log(2 * math.pi) - sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def log_variance_not_halved(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Your log term is that of the variance, log(sigma^2), without one half: it is twice
    log(sigma), so width costs double.
    """
    return (0.5 * math.log(2 * math.pi) + (sigma**2).log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def log_sigma_halved(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Your log term is half of log(sigma): in the density, the variance is under the square root,
    not sigma.
    """
    return (0.5 * torch.log(2 * math.pi * sigma) + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def half_lost(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The squared residual lacks its factor one half: it counts double, so the best sigma comes out
    sqrt(2) times too wide.
    """
    return (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / sigma**2).mean()


@known_mistake("gaussian_nll", hint=2)
def sigma_not_squared(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You divide the squared residual by sigma, not by its square: the quotient still has the unit
    of y, while a log-density has none.
    """
    return (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma)).mean()


@known_mistake("gaussian_nll", hint=2)
def two_squared_too(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You divide the squared residual by 4*sigma^2, twice too much: the 2 is squared along with
    sigma, or the half is taken twice.
    """
    return (0.5 * math.log(2 * math.pi) + sigma.log() + ((y - mu) / (2 * sigma)) ** 2).mean()


@known_mistake("gaussian_nll", hint=2)
def residual_not_squared(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The residual enters as an absolute value, not as a square: absolute distances belong to a
    Laplace distribution.
    """
    return (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu).abs() / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def sign_flipped(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood, without its minus: a loss is minimized, so this one makes the
    data less and less likely.
    """
    return -(0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def sum_for_mean(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You sum over all elements where the mean is asked for: the loss, and the step it causes,
    grows with the batch.
    """
    return (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)).sum()


@known_mistake("gaussian_nll", hint=2)
def sum_over_features(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You sum over the last dimension and average the rest. The mean is over every element, so the
    loss must not grow with that dimension.
    """
    return (
        (0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2))
        .sum(dim=-1)
        .mean()
    )


@known_mistake("gaussian_nll", hint=2)
def divided_by_batch(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You divide the sum by the size of the first dimension; the mean is over every element, so
    divide by their number.
    """
    return (
        0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)
    ).sum() / y.shape[0]


@known_mistake("gaussian_nll", hint=2)
def not_reduced(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You return the loss of every element; the loss is one number, their mean."""
    return 0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)


@known_mistake("gaussian_nll", hint=2)
def one_sigma_for_all(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You average sigma before you use it: each element has its own noise, and the log of a mean is
    not the mean of logs.
    """
    s = sigma.mean()
    return (0.5 * math.log(2 * math.pi) + s.log() + (y - mu) ** 2 / (2 * s**2)).mean()


@known_mistake("gaussian_nll", hint=2)
def sigma_counted_once(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You sum log(sigma) over sigma's own elements; where sigma broadcasts, it must count once for
    every element of y.
    """
    quadratic = ((y - mu) / sigma) ** 2 / 2
    return 0.5 * math.log(2 * math.pi) + (sigma.log().sum() + quadratic.sum()) / y.numel()


@known_mistake("gaussian_nll", hint=2)
def sigma_detached(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The value is right, but sigma gets no gradient: a network that predicts its own noise learns
    nothing about it from this loss.
    """
    s = sigma.detach()
    return (0.5 * math.log(2 * math.pi) + s.log() + (y - mu) ** 2 / (2 * s**2)).mean()


@known_mistake("gaussian_nll", hint=2, least=(0.1, *SMALL))
def sigma_clamped(mu: Tensor, sigma: Tensor, y: Tensor, *, least: float = 1e-6) -> Tensor:
    """You keep sigma, or its square, above a fixed bound: data in a small unit have a smaller
    sigma, and there the loss is wrong.
    """
    s = sigma.clamp(min=least)
    return (0.5 * math.log(2 * math.pi) + s.log() + (y - mu) ** 2 / (2 * s**2)).mean()


@known_mistake("gaussian_nll", hint=2, eps=(*SMALL, *TINY))
def sigma_plus_epsilon(mu: Tensor, sigma: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to sigma. How small is small depends on the unit of y: where sigma is
    small, the loss is wrong.
    """
    s = sigma + eps
    return (0.5 * math.log(2 * math.pi) + s.log() + (y - mu) ** 2 / (2 * s**2)).mean()


@known_mistake("gaussian_nll", hint=2, eps=(*SMALL, *TINY))
def variance_plus_epsilon(mu: Tensor, sigma: Tensor, y: Tensor, *, eps: float = 1e-6) -> Tensor:
    """You add a small number to the variance. How small depends on the unit of y: where sigma is
    small, the loss is wrong.
    """
    variance = sigma**2 + eps
    return 0.5 * (math.log(2 * math.pi) + variance.log() + (y - mu) ** 2 / variance).mean()


@known_mistake("gaussian_nll", hint=2, eps=(*SMALL, *TINY))
def epsilon_in_log(mu: Tensor, sigma: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to sigma inside the log alone: where sigma is small too, its width
    costs too much.
    """
    return (
        0.5 * math.log(2 * math.pi) + (sigma + eps).log() + (y - mu) ** 2 / (2 * sigma**2)
    ).mean()


@known_mistake("gaussian_nll", hint=2, eps=(*SMALL, *TINY))
def epsilon_in_divisor(mu: Tensor, sigma: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number under the squared residual, but not in the log: where sigma is small,
    a residual costs too little.
    """
    quadratic = (y - mu) ** 2 / (2 * sigma**2 + eps)
    return (0.5 * math.log(2 * math.pi) + sigma.log() + quadratic).mean()


@known_mistake("gaussian_nll", hint=None)
def target_first(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You take the arguments in another order than (mu, sigma, y): your scale is `y`, and `sigma`
    stands where a value belongs.
    """
    target, location, scale = mu, sigma, y
    z = (target - location) / scale
    return (0.5 * math.log(2 * math.pi) + scale.log() + z**2 / 2).mean()


@known_mistake("mse_loss", hint=2)
def errors_summed(y_hat: Tensor, y: Tensor) -> Tensor:
    """You sum over all elements where the mean is asked for: the loss, and the step it causes,
    grows with the batch.
    """
    return ((y - y_hat) ** 2).sum()


@known_mistake("mse_loss", hint=2)
def half_kept(y_hat: Tensor, y: Tensor) -> Tensor:
    """You return half of the mean squared error: the one half of the Gaussian NLL is not part of
    it.
    """
    return 0.5 * ((y - y_hat) ** 2).mean()


@known_mistake("mse_loss", hint=2)
def root_taken(y_hat: Tensor, y: Tensor) -> Tensor:
    """You take the root of the mean squared error: that is the RMSE, which has the same minimizer
    but another value and gradient.
    """
    return ((y - y_hat) ** 2).mean().sqrt()


@known_mistake("mse_loss", hint=2, elements=(True,))
def norm_not_squared(y_hat: Tensor, y: Tensor, *, elements: bool = False) -> Tensor:
    """You take the norm of the residuals, which is a square root, and do not square it: a squared
    error has no root.
    """
    norm: Tensor = torch.linalg.vector_norm(y - y_hat)
    return norm / y.numel() if elements else norm


@known_mistake("mse_loss", hint=2)
def absolute_error(y_hat: Tensor, y: Tensor) -> Tensor:
    """You average the absolute errors: the residuals are not squared, so this assumes Laplace
    noise, not Gaussian noise.
    """
    return (y - y_hat).abs().mean()


@known_mistake("mse_loss", hint=2, sign=(-1,))
def square_forgotten(y_hat: Tensor, y: Tensor, *, sign: int = 1) -> Tensor:
    """You average the residuals themselves: without a square, errors of opposite sign cancel."""
    return sign * (y - y_hat).mean()


@known_mistake("mse_loss", hint=2)
def mean_then_square(y_hat: Tensor, y: Tensor) -> Tensor:
    """You average the residuals first and square afterwards, so errors of opposite sign cancel."""
    return (y - y_hat).mean() ** 2


@known_mistake("mse_loss", hint=2, sign=(-1,))
def difference_of_squares(y_hat: Tensor, y: Tensor, *, sign: int = 1) -> Tensor:
    """You subtract the squares of target and prediction, which is not the square of their
    difference and may be negative.
    """
    return sign * (y**2 - y_hat**2).mean()


@known_mistake("mse_loss", hint=2)
def variance_of_residuals(y_hat: Tensor, y: Tensor) -> Tensor:
    """This is the variance of the residuals: their mean is subtracted, so an error that all
    predictions share costs nothing.
    """
    r = y - y_hat
    return ((r - r.mean()) ** 2).mean()


@known_mistake("mse_loss", hint=2)
def errors_summed_over_features(y_hat: Tensor, y: Tensor) -> Tensor:
    """You sum over the last dimension and average the rest. The mean is over every element, so the
    loss must not grow with that dimension.
    """
    return ((y - y_hat) ** 2).sum(dim=-1).mean()


@known_mistake("mse_loss", hint=2)
def errors_divided_by_batch(y_hat: Tensor, y: Tensor) -> Tensor:
    """You divide the sum by the size of the first dimension; the mean is over every element, so
    divide by their number.
    """
    return ((y - y_hat) ** 2).sum() / y.shape[0]


@known_mistake("mse_loss", hint=2)
def errors_not_reduced(y_hat: Tensor, y: Tensor) -> Tensor:
    """You return the squared error of every element; the loss is one number, their mean."""
    return (y - y_hat) ** 2


@known_mistake("mse_loss", hint=3)
def target_detached(y_hat: Tensor, y: Tensor) -> Tensor:
    """The value is right, but y gets no gradient: the target is cut off, and the loss must pass a
    gradient to both arguments.
    """
    return ((y.detach() - y_hat) ** 2).mean()


@known_mistake("mse_loss", hint=3)
def prediction_detached(y_hat: Tensor, y: Tensor) -> Tensor:
    """The value is right, but y_hat gets no gradient: the prediction is cut off, so nothing can be
    trained with this loss.
    """
    return ((y - y_hat.detach()) ** 2).mean()


@known_mistake("gaussian_nll", hint=2)
def density_first(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You compute the density and then its log: far from mu the density underflows to 0, and the
    log is infinite.
    """
    density = (-((y - mu) ** 2) / (2 * sigma**2)).exp() / (math.sqrt(2 * math.pi) * sigma)
    return -density.log().mean()


@known_mistake("gaussian_nll", hint=2)
def densities_multiplied(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """You multiply the densities before you take the log: the product of many is 0 or infinite in
    floating point. Add up their logs instead.
    """
    density = (-((y - mu) ** 2) / (2 * sigma**2)).exp() / (math.sqrt(2 * math.pi) * sigma)
    return -density.prod().log() / density.numel()


@known_mistake("gaussian_nll", hint=2, eps=(*SMALL, *TINY, None))
def density_plus_epsilon(
    mu: Tensor, sigma: Tensor, y: Tensor, *, eps: float | None = 1e-10
) -> Tensor:
    """You add a small number to the density inside the log: far from mu it is all that is left, so
    the loss stops growing.
    """
    density = (-((y - mu) ** 2) / (2 * sigma**2)).exp() / (math.sqrt(2 * math.pi) * sigma)
    least = torch.finfo(density.dtype).tiny if eps is None else eps
    return -(density + least).log().mean()


@known_mistake("mse_loss", hint=3)
def square_expanded(y_hat: Tensor, y: Tensor) -> Tensor:
    """You expand the square: where y_hat and y are large and close, its terms cancel and take the
    digits with them.
    """
    return (y_hat**2 - 2 * y_hat * y + y**2).mean()
