"""Detect rare defects in parts: a loss that looks at hard cases, and its evaluation."""

import torch
from torch import Tensor
from torch.nn import functional as F


def class_weight(y: Tensor, alpha: float) -> Tensor:
    """The weight of each element: `alpha` for ones, the rest for zeros."""
    of_ones = alpha * y
    of_zeros = (1 - alpha) * (1 - y)
    return of_ones + of_zeros


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Mean Bernoulli negative log-likelihood, weighted by class and by difficulty.

    Args:
        logits: log-odds of a one, finite, any shape.
        y: observed zeros and ones, the shape and dtype of `logits`.
        alpha: the weight of ones, in [0, 1]; zeros have the rest.
        gamma: the power of the focusing weight, 0 or in [1, 5].

    Returns:
        The loss, a 0-dimensional tensor.
    """
    sign = 2 * y - 1
    margin = sign * logits
    log_p = F.logsigmoid(margin)
    missed = torch.sigmoid(-margin)
    focus = missed**gamma
    weighted = class_weight(y, alpha) * focus * log_p
    return -weighted.mean()


def train(model: torch.nn.Module, x: Tensor, y: Tensor, gamma: float, steps: int = 200) -> None:
    """Gradient descent with a weight that makes both classes count the same."""
    alpha = float(1 - y.mean())
    for _ in range(steps):
        loss = focal_loss(model(x).squeeze(-1), y, alpha, gamma)
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients, strict=True):
                parameter.sub_(0.5 * gradient)


def recall_at(model: torch.nn.Module, x: Tensor, y: Tensor, share: float) -> float:
    """Which part of the defects is among the given share of most suspicious parts."""
    with torch.no_grad():
        order = model(x).squeeze(-1).argsort(descending=True)
    inspected = order[: max(int(share * len(order)), 1)]
    return float(y[inspected].sum() / y.sum().clamp(min=1))
