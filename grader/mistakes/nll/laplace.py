"""Known mistakes in nll/laplace."""

import math

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("laplace_nll", hint=3, rows=(False,))
def scales_multiplied(mu: Tensor, b: Tensor, y: Tensor, *, rows: bool = True) -> Tensor:
    """You multiply the scales before you take the log: the product of many is 0 or infinite in
    floating point. Add up their logs instead.
    """
    z = (y - mu).abs() / b
    widths = 2 * b.expand_as(z)
    log_product = (widths.prod(dim=-1) if rows else widths.prod()).log().sum()
    return log_product / z.numel() + z.mean()


@known_mistake("laplace_nll", hint=2)
def b_as_deviation(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You treat b as a standard deviation and divide it by sqrt(2): it is the scale already, the
    smaller of the two.
    """
    s = b / math.sqrt(2)
    return ((2 * s).log() + (y - mu).abs() / s).mean()


@known_mistake("laplace_nll", hint=2)
def b_as_log(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You treat b as the log of a scale: it enters without a log, and exp(b) divides the residual.
    It is positive already.
    """
    return (math.log(2) + b + (y - mu).abs() / b.exp()).mean()


@known_mistake("laplace_nll", hint=1)
def b_as_rate(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You treat b as a rate, the inverse of a scale: a larger b must make a residual count less,
    not more.
    """
    return (math.log(2) - b.log() + (y - mu).abs() * b).mean()


@known_mistake("laplace_nll", hint=2)
def two_dropped(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Your log term is log(b), without the 2: this is the negative log of something that integrates
    to 2, not to 1.
    """
    return (b.log() + (y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=1)
def log_b_dropped(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The term log(b) is missing: nothing makes a wide distribution costly, so the best b is
    infinite.
    """
    return (math.log(2) + (y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=1)
def normalizer_dropped(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The term log(2*b) is missing: a weighted absolute error is left, for which the best b is
    infinite.
    """
    return ((y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=2)
def log_b_subtracted(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The term log(2*b) has the wrong sign: a wide density is a low one, so a wider b must cost
    more, not less.
    """
    return ((y - mu).abs() / b - (2 * b).log()).mean()


@known_mistake("laplace_nll", hint=2)
def log_halved(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Your log term is half of log(2*b): the Gaussian density has a square root there, the Laplace
    density has none.
    """
    return ((2 * b).log() / 2 + (y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=1)
def residual_squared(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You square the residual: squares belong to the Gaussian, and under a Laplace distribution the
    cost grows in proportion to the distance.
    """
    return ((2 * b).log() + (y - mu) ** 2 / b).mean()


@known_mistake("laplace_nll", hint=1)
def gaussian_instead(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """This is the negative log-density of a Gaussian with b as its standard deviation: it squares
    the residual and has another constant.
    """
    return (0.5 * math.log(2 * math.pi) + b.log() + ((y - mu) / b) ** 2 / 2).mean()


@known_mistake("laplace_nll", hint=2)
def divided_by_twice_b(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You divide the absolute residual by 2*b: the 2 belongs to the log term alone, so a residual
    counts half.
    """
    return ((2 * b).log() + (y - mu).abs() / (2 * b)).mean()


@known_mistake("laplace_nll", hint=2)
def b_squared(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You divide the residual by the square of b: residual and scale have the same unit, so their
    quotient should have none.
    """
    return ((2 * b).log() + (y - mu).abs() / b**2).mean()


@known_mistake("laplace_nll", hint=1, sign=(-1,))
def sign_kept(mu: Tensor, b: Tensor, y: Tensor, *, sign: int = 1) -> Tensor:
    """The residual enters with its sign: errors of opposite sign cancel, and the loss has no lower
    bound.
    """
    return ((2 * b).log() + sign * (y - mu) / b).mean()


@known_mistake("laplace_nll", hint=2)
def sign_flipped(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood, without its minus: a loss is minimized, so this one makes the
    data less and less likely.
    """
    return -((2 * b).log() + (y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=2)
def sum_for_mean(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You sum over all elements where the mean is asked for: the loss, and the step it causes,
    grows with the batch.
    """
    return ((2 * b).log() + (y - mu).abs() / b).sum()


@known_mistake("laplace_nll", hint=2)
def sum_over_features(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You sum over the last dimension and average the rest. The mean is over every element, so the
    loss must not grow with that dimension.
    """
    return ((2 * b).log() + (y - mu).abs() / b).sum(dim=-1).mean()


@known_mistake("laplace_nll", hint=2)
def divided_by_batch(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You divide the sum by the size of the first dimension; the mean is over every element, so
    divide by their number.
    """
    return ((2 * b).log() + (y - mu).abs() / b).sum() / y.shape[0]


@known_mistake("laplace_nll", hint=2)
def not_reduced(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You return the loss of every element; the loss is one number, their mean."""
    return (2 * b).log() + (y - mu).abs() / b


@known_mistake("laplace_nll", hint=2)
def one_b_for_all(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You average b before you use it: each element has its own scale, and the log of a mean is not
    the mean of logs.
    """
    scale = b.mean()
    return ((2 * scale).log() + (y - mu).abs() / scale).mean()


@known_mistake("laplace_nll", hint=2)
def b_counted_once(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You sum log(2*b) over b's own elements; where b broadcasts, it must count once for every
    element of y.
    """
    return ((2 * b).log().sum() + ((y - mu).abs() / b).sum()) / y.numel()


@known_mistake("laplace_nll", hint=2)
def b_detached(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """The value is right, but b gets no gradient: a network that predicts its own noise learns
    nothing about it from this loss.
    """
    scale = b.detach()
    return ((2 * scale).log() + (y - mu).abs() / scale).mean()


@known_mistake("laplace_nll", hint=2, least=(0.1, *SMALL))
def b_clamped(mu: Tensor, b: Tensor, y: Tensor, *, least: float = 1e-6) -> Tensor:
    """You keep b above a fixed bound: data in a small unit have a smaller b, and there the loss is
    wrong.
    """
    scale = b.clamp(min=least)
    return ((2 * scale).log() + (y - mu).abs() / scale).mean()


@known_mistake("laplace_nll", hint=2, eps=(*SMALL, *TINY))
def b_plus_epsilon(mu: Tensor, b: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to b. How small is small depends on the unit of y: where b is small,
    the loss is wrong.
    """
    scale = b + eps
    return ((2 * scale).log() + (y - mu).abs() / scale).mean()


@known_mistake("laplace_nll", hint=2, eps=(*SMALL, *TINY))
def epsilon_in_log(mu: Tensor, b: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to b inside the log alone: where b is small too, its width costs too
    much.
    """
    return ((2 * b + eps).log() + (y - mu).abs() / b).mean()


@known_mistake("laplace_nll", hint=2, eps=(*SMALL, *TINY))
def epsilon_in_divisor(mu: Tensor, b: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to the b that divides the residual, but not in the log: where b is
    small, residuals cost too little.
    """
    return ((2 * b).log() + (y - mu).abs() / (b + eps)).mean()


@known_mistake("laplace_nll", hint=1, eps=(*SMALL, *TINY))
def smoothed_root(mu: Tensor, b: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You take the root of the squared residual plus a small number: it is not the absolute
    residual, least of all near 0.
    """
    return ((2 * b).log() + ((y - mu) ** 2 + eps).sqrt() / b).mean()


@known_mistake("laplace_nll", hint=None)
def target_first(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You take the arguments in another order than (mu, b, y): your scale is `y`, and `b` stands
    where a value belongs.
    """
    target, location, scale = mu, b, y
    return ((2 * scale).log() + (target - location).abs() / scale).mean()


@known_mistake("mae_loss", hint=2)
def errors_summed(y_hat: Tensor, y: Tensor) -> Tensor:
    """You sum over all elements where the mean is asked for: the loss, and the step it causes,
    grows with the batch.
    """
    return (y - y_hat).abs().sum()


@known_mistake("mae_loss", hint=1)
def errors_squared(y_hat: Tensor, y: Tensor) -> Tensor:
    """You average the squared errors: that assumes Gaussian noise, and an outlier pulls the harder
    the farther away it is.
    """
    return (y - y_hat).square().mean()


@known_mistake("mae_loss", hint=1)
def root_mean_square(y_hat: Tensor, y: Tensor) -> Tensor:
    """You take the root of the mean squared error: squares still weigh large errors most, which
    absolute errors do not.
    """
    return (y - y_hat).square().mean().sqrt()


@known_mistake("mae_loss", hint=2)
def absolute_of_mean(y_hat: Tensor, y: Tensor) -> Tensor:
    """You take the absolute value after the mean, so errors of opposite sign cancel first."""
    return (y - y_hat).mean().abs()


@known_mistake("mae_loss", hint=2, sign=(-1,))
def error_sign_kept(y_hat: Tensor, y: Tensor, *, sign: int = 1) -> Tensor:
    """You average the errors with their sign: those of opposite sign cancel, and the loss has no
    lower bound.
    """
    return sign * (y - y_hat).mean()


@known_mistake("mae_loss", hint=2)
def median_error(y_hat: Tensor, y: Tensor) -> Tensor:
    """You take the median of the absolute errors, not their mean: half of the errors may then be
    arbitrarily large.
    """
    return (y - y_hat).abs().median()


@known_mistake("mae_loss", hint=2)
def errors_not_reduced(y_hat: Tensor, y: Tensor) -> Tensor:
    """You return the absolute error of every element; the loss is one number, their mean."""
    return (y - y_hat).abs()


@known_mistake("mae_loss", hint=2)
def errors_summed_over_features(y_hat: Tensor, y: Tensor) -> Tensor:
    """You sum over the last dimension and average the rest. The mean is over every element, so the
    loss must not grow with that dimension.
    """
    return (y - y_hat).abs().sum(dim=-1).mean()


@known_mistake("mae_loss", hint=2)
def errors_divided_by_batch(y_hat: Tensor, y: Tensor) -> Tensor:
    """You divide the sum by the size of the first dimension; the mean is over every element, so
    divide by their number.
    """
    return (y - y_hat).abs().sum() / y.shape[0]


@known_mistake("mae_loss", hint=1)
def smoothed(y_hat: Tensor, y: Tensor) -> Tensor:
    """Errors below 1 count as half of their square, as in smooth L1 and Huber losses: the absolute
    error has a kink at 0.
    """
    size = (y - y_hat).abs()
    return torch.where(size < 1, 0.5 * size**2, size - 0.5).mean()


@known_mistake("mae_loss", hint=1, eps=(*SMALL, *TINY))
def errors_rooted(y_hat: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You take the root of the squared error plus a small number: it is not the absolute error,
    least of all near 0.
    """
    return ((y - y_hat) ** 2 + eps).sqrt().mean()


@known_mistake("mae_loss", hint=1)
def relative_error(y_hat: Tensor, y: Tensor) -> Tensor:
    """You divide each error by its target: that is a relative error, which grows without bound for
    targets near 0.
    """
    return ((y - y_hat) / y).abs().mean()


@known_mistake("mae_loss", hint=1)
def target_detached(y_hat: Tensor, y: Tensor) -> Tensor:
    """The value is right, but y gets no gradient: the target is cut off, and the loss must pass a
    gradient to both arguments.
    """
    return (y.detach() - y_hat).abs().mean()


@known_mistake("mae_loss", hint=1)
def prediction_detached(y_hat: Tensor, y: Tensor) -> Tensor:
    """The value is right, but y_hat gets no gradient: the prediction is cut off, so nothing can be
    trained with this loss.
    """
    return (y - y_hat.detach()).abs().mean()


@known_mistake("mae_loss", hint=2)
def error_halved(y_hat: Tensor, y: Tensor) -> Tensor:
    """You return half of the mean absolute error: the one half belongs to squared errors, if
    anywhere.
    """
    return 0.5 * (y - y_hat).abs().mean()


@known_mistake("laplace_nll", hint=2)
def density_first(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You compute the density and then its log: far from mu the density underflows to 0, and the
    log is infinite.
    """
    return -((-(y - mu).abs() / b).exp() / (2 * b)).log().mean()


@known_mistake("laplace_nll", hint=2)
def densities_multiplied(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You multiply the densities before you take the log: the product of many is 0 or infinite in
    floating point. Add up their logs instead.
    """
    density = (-(y - mu).abs() / b).exp() / (2 * b)
    return -density.prod().log() / density.numel()


@known_mistake("laplace_nll", hint=2, eps=(*SMALL, *TINY, None))
def density_plus_epsilon(mu: Tensor, b: Tensor, y: Tensor, *, eps: float | None = 1e-10) -> Tensor:
    """You add a small number to the density inside the log: far from mu it is all that is left, so
    the loss stops growing.
    """
    density = (-(y - mu).abs() / b).exp() / (2 * b)
    least = torch.finfo(density.dtype).tiny if eps is None else eps
    return -(density + least).log().mean()


@known_mistake("laplace_nll")
def root_of_squares(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """You take the root of the square: the value is right, but where y equals mu the root's slope
    is infinite, and the gradient nan.
    """
    return ((2 * b).log() + ((y - mu) ** 2).sqrt() / b).mean()


@known_mistake("mae_loss")
def error_by_root(y_hat: Tensor, y: Tensor) -> Tensor:
    """You take the root of the square: the value is right, but where an error is 0 the root's slope
    is infinite, its gradient nan.
    """
    return ((y - y_hat) ** 2).sqrt().mean()
