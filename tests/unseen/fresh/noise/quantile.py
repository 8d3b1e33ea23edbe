"""Wrong answers to noise/quantile that only measure what the grader explains."""

import math

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("pinball_loss", "the residual is q-y: tau and 1-tau change places")
def q_minus_y(q, y, tau):
    diff = q - y
    return torch.maximum(tau * diff, (tau - 1) * diff).mean()


@unseen("pinball_loss", "the squared, expectile loss")
def expectile(q, y, tau):
    r = y - q
    weight = torch.where(r >= 0, torch.full_like(r, tau), torch.full_like(r, 1 - tau))
    return (weight * r**2).mean()


@unseen("pinball_loss", "overestimates count negative: no absolute value")
def no_abs(q, y, tau):
    r = y - q
    w = torch.where(r > 0, tau, 1 - tau)
    return torch.mean(w * r)


@unseen("pinball_loss", "the mean is taken before the maximum")
def mean_first(q, y, tau):
    r = y - q
    upper = (tau * r).mean()
    lower = ((tau - 1) * r).mean()
    return torch.maximum(upper, lower)


@unseen("asymmetric_laplace_nll", "log(tau*(1-tau)) has the wrong sign")
def plus_log(mu, b, tau, y):
    r = y - mu
    rho = torch.max(tau * r, (tau - 1) * r)
    return (torch.log(b) + math.log(tau * (1 - tau)) + rho / b).mean()


@unseen("asymmetric_laplace_nll", "the normaliser of the symmetric Laplace, log(2*b)")
def symmetric_norm(mu, b, tau, y):
    u = (y - mu) / b
    check = torch.where(u >= 0, tau * u, (tau - 1) * u)
    return (torch.log(2 * b) + check).mean()


@unseen("asymmetric_laplace_nll", "both sides get the weight tau")
def tau_both_sides(mu, b, tau, y):
    scaled = tau * (y - mu).abs() / b
    log_norm = torch.log(b) - math.log(tau) - math.log(1 - tau)
    return (scaled + log_norm).mean()


@unseen("asymmetric_laplace_nll", "b is used as a rate")
def rate(mu, b, tau, y):
    err = y - mu
    loss = torch.maximum(tau * err, (tau - 1) * err)
    # density: tau (1 - tau) b exp(-b rho)
    log_density = math.log(tau * (1 - tau)) + torch.log(b) - b * loss
    return -log_density.mean()


@unseen(
    "pinball_loss",
    "weights a too high prediction with (1-tau) but forgets the sign, so its cost is negative",
)
def second_1(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    each = torch.where(r >= 0, tau * r, (1 - tau) * r)
    return each.mean()


@unseen(
    "pinball_loss", "squares the error, which gives the expectile loss and not the quantile loss"
)
def second_2(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    weight = torch.where(r >= 0, torch.full_like(r, tau), torch.full_like(r, 1 - tau))
    return (weight * r**2).mean()


@unseen("asymmetric_laplace_nll", "takes log(tau)*(1-tau) instead of log(tau*(1-tau))")
def second_3(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    z = (y - mu) / b
    cost = torch.maximum(tau * z, (tau - 1) * z)
    normalizer = torch.log(b) - math.log(tau) * (1 - tau)
    return (cost + normalizer).mean()


@unseen("asymmetric_laplace_nll", "keeps the normaliser log(2b) of the symmetric Laplace density")
def second_4(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    r = y - mu
    pinball = torch.where(r >= 0, tau * r, (tau - 1) * r)
    return (torch.log(2 * b) + pinball / b).mean()
