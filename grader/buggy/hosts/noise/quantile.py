"""Forecast the demand of a bakery: a low, a middle and a high quantile for tomorrow."""

import math

import torch
from torch import Tensor


def check_function(r: Tensor, tau: float) -> Tensor:
    """The cost of each residual: slope `tau` above 0, and `tau - 1` below."""
    zero = torch.zeros_like(r)
    above = torch.maximum(r, zero)
    below = torch.minimum(r, zero)
    return tau * above + (tau - 1) * below


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Mean pinball loss of predicted quantiles.

    Args:
        q: predicted quantiles, any shape.
        y: observations, of the shape of `q`.
        tau: the share of observations that is to be below, in (0, 1).

    Returns:
        The loss, a 0-dimensional tensor.
    """
    residual = y - q
    cost = check_function(residual, tau)
    return cost.mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under an asymmetric Laplace distribution.

    Args:
        mu: the quantiles, any shape.
        b: scale, positive; broadcasts against `mu`.
        tau: the share of the distribution that is below `mu`, in (0, 1).
        y: observations, of the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    z = (y - mu) / b
    cost = check_function(z, tau)
    shape = math.log(tau * (1 - tau))
    per_element = cost + b.log() - shape
    return per_element.sum() / per_element.numel()


def fit(x: Tensor, y: Tensor, tau: float, steps: int = 500, lr: float = 0.05) -> Tensor:
    """Slope and intercept of a quantile by gradient descent."""
    w = torch.zeros(2, requires_grad=True)
    for _ in range(steps):
        loss = pinball_loss(w[0] * x + w[1], y, tau)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w.sub_(lr * gradient)
    return w.detach()


def report(x: Tensor, y: Tensor) -> None:
    """Print each quantile, how many days were below it, and its likelihood at scale 1."""
    for tau in (0.1, 0.5, 0.9):
        w = fit(x, y, tau)
        q = w[0] * x + w[1]
        nll = asymmetric_laplace_nll(q, torch.ones(()), tau, y)
        print(tau, float((y < q).double().mean()), float(nll))
