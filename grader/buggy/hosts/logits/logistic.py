"""Predict who cancels a contract: fit a logistic regression, and see what it says of new rows."""

import torch
from torch import Tensor
from torch.nn import functional as F


def residuals(w: Tensor, b: Tensor, X: Tensor, y: Tensor) -> Tensor:
    """By how much each prediction exceeds its label."""
    log_odds = X @ w + b
    p = torch.sigmoid(log_odds)
    return p - y


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the loss of a logistic regression.

    Args:
        w: the weights of the features, shape (d,).
        b: the bias, 0-dimensional.
        X: the features, a row for each label, shape (n, d).
        y: the labels, 0 or 1, shape (n,).
        l2: the strength of the penalty on the weights.

    Returns:
        The gradients for `w` and for `b`.
    """
    residual = residuals(w, b, X, y)
    data = X.T @ residual / len(y)
    pull = 2 * l2 * w
    return data + pull, residual.mean()


def newton_step(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """The changes that solve the linearized equations for a gradient of zero."""
    p = torch.sigmoid(X @ w + b)
    curvature = p * (1 - p) / len(y)
    rows = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    decay = torch.full_like(rows[0], 2 * l2)
    decay[-1] = 0
    hessian = rows.T @ (curvature.unsqueeze(1) * rows) + torch.diag(decay)
    slope_w, slope_b = logistic_gradient(w, b, X, y, l2)
    change = torch.linalg.solve(hessian, torch.cat([slope_w, slope_b.reshape(1)]))
    return change[:-1], change[-1]


def objective(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> float:
    """Mean negative log-likelihood plus the penalty."""
    log_odds = X @ w + b
    nll = F.softplus(log_odds) - y * log_odds
    return float(nll.mean() + l2 * w.square().sum())


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Weights and bias of the least loss.

    Args:
        X: the features, a row for each label, shape (n, d).
        y: the labels, 0 or 1, shape (n,).
        l2: the strength of the penalty on the weights.

    Returns:
        The weights, shape (d,), and the bias, 0-dimensional.
    """
    w, b = torch.zeros_like(X[0]), torch.zeros_like(y[0])
    for _ in range(30):
        step_w, step_b = newton_step(w, b, X, y, l2)
        size, before = 1.0, objective(w, b, X, y, l2)
        while size > 1e-6 and objective(w - size * step_w, b - size * step_b, X, y, l2) > before:
            size = size / 2
        w, b = w - size * step_w, b - size * step_b
    return w, b


def report(X: Tensor, y: Tensor, names: list[str], l2: float = 1e-3) -> None:
    """Fit standardized features, and print by what factor each multiplies the odds."""
    standardized = (X - X.mean(dim=0)) / X.std(dim=0)
    w, b = fit_logistic(standardized, y, l2)
    for name, weight in zip(names, w.tolist(), strict=True):
        print(f"{name:20} {2.718281828**weight:6.2f}")
    right = ((standardized @ w + b > 0) == (y > 0.5)).double().mean()
    print(f"right on its own rows: {float(right):.0%}")
