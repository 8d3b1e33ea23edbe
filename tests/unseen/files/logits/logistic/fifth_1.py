# logistic_gradient: the penalty's gradient is divided by the number of rows along with the likelihood's.
"""Logistic regression by hand."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the regularised loss."""
    n = X.shape[0]
    residual = torch.sigmoid(X @ w + b) - y
    grad_w = (X.T @ residual + 2 * l2 * w) / n
    grad_b = residual.sum() / n
    return grad_w, grad_b


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Damped Newton."""
    X, y = X.detach(), y.detach()
    n, d = X.shape
    A = torch.cat([X, X.new_ones(n, 1)], dim=1)
    ridge = torch.full((d + 1,), 2.0 * l2, dtype=X.dtype, device=X.device)
    ridge[-1] = 0.0

    def objective(theta):
        z = A @ theta
        return (F.softplus(z) - y * z).mean() + 0.5 * (ridge * theta * theta).sum()

    theta = X.new_zeros(d + 1)
    for _ in range(200):
        p = torch.sigmoid(A @ theta)
        grad = A.T @ (p - y) / n + ridge * theta
        hess = (A * (p * (1 - p))[:, None]).T @ A / n + torch.diag(ridge)
        step = torch.linalg.solve(hess, grad)
        before, slope, t = objective(theta), grad @ step, 1.0
        while objective(theta - t * step) > before - 1e-4 * t * slope and t > 1e-9:
            t /= 2
        theta = theta - t * step
        if (t * step).abs().max() < 1e-12:
            break
    return theta[:d], theta[d]
