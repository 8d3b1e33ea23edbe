"""Wrong answers to nll/laplace that only measure what the grader explains."""

import math

import numpy as np
import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("laplace_nll", "log(b) instead of log(2*b)")
def no_two(mu, b, y):
    return (torch.log(b) + torch.abs(y - mu) / b).mean()


@unseen("laplace_nll", "b is taken for the standard deviation and converted to a scale")
def b_as_std(mu, b, y):
    # the variance of a Laplace is 2 b^2, hence scale = std / sqrt(2)
    scale = b / math.sqrt(2)
    nll = torch.log(2 * scale) + (y - mu).abs() / scale
    return nll.mean()


@unseen("laplace_nll", "the residual is squared")
def squared(mu, b, y):
    r = y - mu
    return torch.mean(torch.log(2 * b) + r.pow(2) / b)


@unseen("laplace_nll", "b is used as a rate")
def as_rate(mu, b, y):
    dist = torch.abs(y - mu)
    density = torch.log(b / 2) - b * dist
    return -density.mean()


@unseen("laplace_nll", "the residual has no absolute value")
def signed(mu, b, y):
    log_norm = torch.log(2 * b)
    z = (y - mu) / b
    return (log_norm + z).mean()


@unseen("mae_loss", "the median of the absolute errors")
def median_error(y_hat, y):
    return (y - y_hat).abs().median()


@unseen("mae_loss", "computed in numpy, so no gradient")
def via_numpy(y_hat, y):
    a = y_hat.detach().cpu().numpy()
    t = y.detach().cpu().numpy()
    return torch.tensor(np.mean(np.abs(t - a)), dtype=y.dtype, device=y.device)


@unseen("mae_loss", "a smoothed absolute value (Charbonnier), too large near 0")
def charbonnier(y_hat, y):
    eps = 0.1
    diff = y_hat - y
    smooth_abs = torch.sqrt(diff * diff + eps**2)  # differentiable at 0
    return smooth_abs.mean()


@unseen("laplace_nll", "treats b as the standard deviation and divides it by sqrt(2) first")
def second_1(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    scale = b / 2**0.5
    return (torch.log(2 * scale) + (y - mu).abs() / scale).mean()


@unseen("laplace_nll", "flattens b, so an (n, 1) scale is read as one per feature")
def second_2(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    b = b.reshape(-1) if b.dim() == 2 and b.shape != mu.shape else b
    per_element = torch.log(2 * b) + torch.abs(y - mu) / b
    return per_element.mean()


@unseen("mae_loss", "takes the median of the absolute errors instead of their mean")
def second_3(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.median(torch.abs(y - y_hat))


@unseen(
    "mae_loss", "smooths the absolute value as sqrt(r^2 + 1e-6), which is 1e-3 at a residual of 0"
)
def second_4(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.sqrt((y - y_hat) ** 2 + 1e-6).mean()
