"""Fit a line whose noise depends on the input, and compare it with plain least squares."""

import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Gaussians.

    Args:
        mu: predicted means, any shape.
        sigma: standard deviations, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    residual = y - mu
    z = residual / sigma
    quadratic = 0.5 * z.square()
    log_scale = sigma.log()
    constant = torch.full_like(z, 0.5 * math.log(2 * math.pi))
    per_element = quadratic + log_scale + constant
    return per_element.sum() / per_element.numel()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean squared error.

    Args:
        y_hat: predictions, any shape.
        y: targets, the shape of `y_hat`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    error = y - y_hat
    squared = error.square()
    return squared.mean()


def make_data(n: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Points about a line, noisier on the right."""
    x = torch.rand(n, generator=generator)
    noise = torch.randn(n, generator=generator)
    return x, 2 * x - 1 + (0.1 + x) * noise


def fit(x: Tensor, y: Tensor, steps: int = 500, lr: float = 0.05) -> Tensor:
    """Slope and intercept of the mean, and those of the log standard deviation."""
    w = torch.zeros(4, requires_grad=True)
    for _ in range(steps):
        loss = gaussian_nll(w[0] * x + w[1], (w[2] * x + w[3]).exp(), y)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w.sub_(lr * gradient)
    return w.detach()


def main() -> None:
    """Print what was learned."""
    x, y = make_data(400, torch.Generator().manual_seed(0))
    w = fit(x, y)
    print("line", w[:2], "log std", w[2:], "mse", mse_loss(w[0] * x + w[1], y))


if __name__ == "__main__":
    main()
