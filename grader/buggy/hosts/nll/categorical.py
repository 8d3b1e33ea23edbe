"""Train a linear classifier of three kinds of flowers, with hard and with soft labels."""

import torch
from torch import Tensor


def log_normalised(logits: Tensor) -> Tensor:
    """Log-probabilities of the classes, one distribution for each row."""
    largest = logits.max(dim=-1, keepdim=True).values.detach()
    shifted = logits - largest
    total = shifted.exp().sum(dim=-1, keepdim=True)
    return shifted - total.log()


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of one-hot or soft targets under categorical distributions.

    Args:
        probs: predicted class probabilities, shape (n, k), each row summing to 1.
        y: target probabilities, shape (n, k), each row summing to 1.

    Returns:
        The loss, a 0-dimensional tensor; a class with a target of 0 contributes exactly 0.
    """
    unused = (y == 0) & (probs == 0)
    safe = probs.masked_fill(unused, 1.0)
    log_probs = safe.log()
    per_class = y * log_probs
    per_row = per_class.sum(dim=-1)
    return -per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels, from the logits of their probabilities.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).

    Returns:
        The loss, a 0-dimensional tensor, stable for any finite logits.
    """
    log_probs = log_normalised(logits)
    rows = torch.arange(len(target), device=target.device)
    observed = log_probs[rows, target]
    return -observed.sum() / len(target)


def fit(x: Tensor, target: Tensor, k: int, steps: int = 200, lr: float = 0.5) -> Tensor:
    """Weights of a linear classifier by gradient descent."""
    w = torch.zeros(x.shape[1], k, dtype=x.dtype, requires_grad=True)
    for _ in range(steps):
        loss = categorical_nll_with_logits(x @ w, target)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w.sub_(lr * gradient)
    return w.detach()


def evaluate(w: Tensor, x: Tensor, soft: Tensor) -> str:
    """Loss against the votes of several botanists, and how often their favorite is found."""
    probs = log_normalised(x @ w).exp()
    found = (probs.argmax(dim=-1) == soft.argmax(dim=-1)).double().mean()
    return f"nll {float(categorical_nll(probs, soft)):.3f}, favorite found {float(found):.2f}"
