"""Predict how many calls a hotline gets in an hour, and test the model with its deviance."""

import torch
from torch import Tensor


def log_factorial(y: Tensor) -> Tensor:
    """Logarithm of `y!` for counts in floating dtype."""
    return torch.lgamma(y + 1)


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-probability of counts.

    Args:
        log_rate: logarithm of the expected count, in [-100, 15], any shape.
        y: observed counts, of the shape and dtype of `log_rate`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    expected = log_rate.exp()
    seen = y * log_rate
    per_count = expected - seen + log_factorial(y)
    return per_count.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Mean Poisson deviance of counts.

    Args:
        rate: expected count, in [1e-6, 1e6], any shape.
        y: observed counts, of the shape and dtype of `rate`.

    Returns:
        The deviance, a 0-dimensional tensor.
    """
    none = y == 0
    log_y = y.masked_fill(none, 1.0).log()
    log_ratio = log_y - rate.log()
    gap = y - rate
    per_count = 2 * (y * log_ratio - gap)
    return per_count.mean()


def fit(x: Tensor, y: Tensor, steps: int = 500, lr: float = 0.05) -> Tensor:
    """Weights of a log-linear model by gradient descent."""
    w = torch.zeros(x.shape[1], dtype=x.dtype, requires_grad=True)
    for _ in range(steps):
        loss = poisson_nll(x @ w, y)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w.sub_(lr * gradient)
    return w.detach()


def evaluate(w: Tensor, x: Tensor, y: Tensor) -> str:
    """Deviance on held-out hours, beside that of the mean count."""
    model = poisson_deviance((x @ w).exp(), y)
    mean = poisson_deviance(y.mean().expand_as(y), y)
    return f"deviance {float(model):.3f}, of the mean {float(mean):.3f}"
