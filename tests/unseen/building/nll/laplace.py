"""Wrong answers to nll/laplace that may guide what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


def _soft_abs(x, eps=1e-4):
    return torch.sqrt(x * x + eps)


@unseen("laplace_nll", "log(b) in place of log(2b)")
def log_b_only(mu, b, y):
    return (torch.log(b) + (y - mu).abs() / b).mean()


@unseen("laplace_nll", "the absolute residual is divided by 2b, not by b")
def divided_by_two_b(mu, b, y):
    scale = 2 * b
    return torch.mean(torch.log(scale) + torch.abs(y - mu) / scale)


@unseen("laplace_nll", "log(2b) is halved, as in the Gaussian")
def half_log(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    normalizer = 0.5 * torch.log(2 * b)
    return (normalizer + (y - mu).abs() / b).mean()


@unseen("laplace_nll", "b is taken for log b")
def from_log_scale(mu, b, y):
    scale = b.exp()
    return (math.log(2) + b + torch.abs(y - mu) / scale).mean()


@unseen("laplace_nll", "abs is smoothed as sqrt(r^2 + 1e-4)")
def smoothed_abs(mu, b, y):
    return (torch.log(2 * b) + _soft_abs(y - mu) / b).mean()


@unseen("laplace_nll", "the absolute value is missing: residuals of both signs cancel")
def signed_residual(mu, b, y):
    per_element = torch.log(2 * b) + (y - mu) / b
    return per_element.mean()


@unseen("laplace_nll", "b is floored at 0.1")
def floor_on_b(mu, b, y):
    b = b.clamp(min=0.1)  # keep the scale away from zero
    return torch.mean(torch.log(2 * b) + (y - mu).abs() / b)


@unseen("laplace_nll", "b is detached: no gradient reaches it")
def constant_b(mu, b, y):
    scale = torch.as_tensor(b).detach()
    return (torch.log(2 * scale) + torch.abs(mu - y) / scale).mean()


@unseen("laplace_nll", "a library call: torch.distributions.Laplace")
def from_distributions(mu, b, y):
    return torch.distributions.Laplace(mu, b).log_prob(y).neg().mean()


@unseen("laplace_nll", "b is taken for a rate, the inverse of the scale")
def rate_not_scale(mu, b, y):
    # p(y) = b/2 * exp(-b |y - mu|)
    return (b * (y - mu).abs() - torch.log(b / 2)).mean()


@unseen("laplace_nll", "log(2b) is summed before b is broadcast")
def unequal_sums(mu, b, y):
    n = mu.numel()
    log_term = torch.log(2 * b).sum()
    abs_term = (torch.abs(y - mu) / b).sum()
    return (log_term + abs_term) / n


@unseen("laplace_nll", "a parenthesis: abs of y - mu/b")
def misplaced_parenthesis(mu, b, y):
    return (torch.log(2 * b) + torch.abs(y - mu / b)).mean()


@unseen("laplace_nll", "the Gaussian NLL with b as the standard deviation")
def gaussian_instead(mu, b, y):
    z = (y - mu) / b
    return (0.5 * math.log(2 * math.pi) + b.log() + 0.5 * z**2).mean()


@unseen("laplace_nll", "log(2)*b instead of log(2*b)")
def log_two_times_b(mu, b, y):
    return torch.mean(math.log(2) * b + (y - mu).abs() / b)


@unseen("laplace_nll", "returns shape (1,)")
def one_element(mu, b, y):
    nll = torch.log(2 * b) + torch.abs(y - mu) / b
    return nll.reshape(1, -1).mean(dim=1)


@unseen("mae_loss", "the median of the absolute errors")
def median_error(y_hat, y):
    return (y - y_hat).abs().median()


@unseen("mae_loss", "abs of the mean error, not the mean of abs")
def abs_outside(y_hat, y):
    return torch.abs(torch.mean(y - y_hat))


@unseen("mae_loss", "F.smooth_l1_loss: quadratic below 1, and a library call")
def smooth_l1(y_hat, y):
    return F.smooth_l1_loss(y_hat, y)


@unseen("mae_loss", "divides by the length of the first dimension alone")
def by_batch_size(y_hat, y):
    return (y_hat - y).abs().sum() / y.size(0)


@unseen("mae_loss", "the 1-norm, not divided by n")
def one_norm(y_hat, y):
    return torch.linalg.vector_norm(y - y_hat, ord=1)


@unseen("mae_loss", "negative errors count 0: they are not turned around")
def where_without_minus(y_hat, y):
    d = y - y_hat
    return torch.where(d > 0, d, torch.zeros_like(d)).mean()


@unseen("mae_loss", "the largest absolute error")
def worst_error(y_hat, y):
    return (y_hat - y).abs().max()
