"""Fit a trend to house prices with a few typing errors in them."""

import math

import torch
from torch import Tensor


def huber(r: Tensor, delta: float) -> Tensor:
    """Huber's function of each residual: a square in the middle, lines outside."""
    size = r.abs()
    bound = torch.full_like(r, delta)
    inner = torch.minimum(size, bound)
    outer = size - inner
    return 0.5 * inner.square() + delta * outer


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss.

    Args:
        y_hat: predictions, any shape.
        y: targets, of the shape of `y_hat`.
        delta: from which size on a residual counts linearly, in [0.01, 100].

    Returns:
        The loss, a 0-dimensional tensor.
    """
    per_element = huber(y - y_hat, delta)
    return per_element.mean()


def huber_log_normaliser(delta: float) -> float:
    """Logarithm of what normalizes the density whose negative logarithm is Huber's loss.

    Args:
        delta: from which size on a residual counts linearly, in [0.01, 100].

    Returns:
        The logarithm of the integral.
    """
    middle = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    height = math.exp(-0.5 * delta**2)
    tails = 2 * height / delta
    return math.log(middle + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under Huber's distribution.

    Args:
        mu: location, any shape.
        sigma: scale, positive; broadcasts against `mu`.
        delta: from how many scales on a residual counts linearly, in [0.01, 100].
        y: observations, of the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    z = (y - mu) / sigma
    cost = huber(z, delta)
    per_element = cost + sigma.log() + huber_log_normaliser(delta)
    return per_element.mean()


def fit(x: Tensor, y: Tensor, delta: float, steps: int = 400, lr: float = 0.05) -> Tensor:
    """Slope, intercept and log-scale by gradient descent."""
    w = torch.zeros(3, requires_grad=True)
    for _ in range(steps):
        loss = huber_nll(w[0] * x + w[1], w[2].exp(), delta, y)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w.sub_(lr * gradient)
    print("loss", float(huber_loss(w[0] * x + w[1], y, delta)))
    return w.detach()
