"""Forecast delivery times, where a few parcels are very late, with a robust likelihood."""

import math

import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Laplace distributions.

    Args:
        mu: predicted locations, any shape.
        b: scales, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    distance = (y - mu).abs()
    in_scales = distance / b
    log_width = math.log(2) + b.log()
    per_element = in_scales + log_width
    count = per_element.numel()
    return per_element.sum() / count


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean absolute error.

    Args:
        y_hat: predictions, any shape.
        y: targets, the shape of `y_hat`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    error = y - y_hat
    size = error.abs()
    return size.mean()


def make_data(n: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Distances, and days until delivery with a heavy tail."""
    km = torch.rand(n, generator=generator)
    late = torch.rand(n, generator=generator) < 0.05
    noise = torch.randn(n, generator=generator)
    return km, 1 + 3 * km + 0.2 * noise + 10 * late


def fit(km: Tensor, days: Tensor, steps: int = 400, lr: float = 0.02) -> Tensor:
    """Slope, intercept and log-scale by gradient descent."""
    w = torch.zeros(3, requires_grad=True)
    for _ in range(steps):
        loss = laplace_nll(w[0] * km + w[1], w[2].exp(), days)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w.sub_(lr * gradient)
    return w.detach()


def main() -> None:
    """Print what was learned."""
    km, days = make_data(500, torch.Generator().manual_seed(1))
    slope, intercept, log_b = fit(km, days)
    print(slope, intercept, log_b, mae_loss(slope * km + intercept, days))
