# fit_logistic: the features are standardized first, so the penalty is on the weights of the standardized features and not on w
"""Logistic regression: gradient and Newton fit."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the penalized mean loss."""
    residual = torch.sigmoid(X @ w + b) - y
    grad_w = X.T @ residual / len(y) + 2 * l2 * w
    grad_b = residual.mean()
    return grad_w, grad_b


def _newton(A: Tensor, y: Tensor, penalty: Tensor) -> Tensor:
    theta = torch.zeros_like(penalty)

    def loss(t: Tensor) -> Tensor:
        z = A @ t
        return (-F.logsigmoid(-z) - y * z).mean() + (penalty * t * t).sum()

    for _ in range(200):
        p = torch.sigmoid(A @ theta)
        g = A.T @ (p - y) / len(y) + 2 * penalty * theta
        H = (A.T * (p * (1 - p))) @ A / len(y) + torch.diag(2 * penalty)
        step = torch.linalg.solve(H, g)
        rate = 1.0
        if step.abs().max() > 1e-6:
            start = loss(theta)
            while rate > 1e-9 and loss(theta - rate * step) > start - 1e-4 * rate * (g @ step):
                rate /= 2
        theta = theta - rate * step
        if step.abs().max() < 1e-11:
            break
    return theta


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Weights and bias of the least loss."""
    X, y = X.detach().double(), y.detach().double()
    center, scale = X.mean(dim=0), X.std(dim=0, unbiased=False)
    Z = (X - center) / scale
    A = torch.cat([Z, torch.ones_like(Z[:, :1])], dim=1)
    penalty = torch.full_like(A[0], l2)
    penalty[-1] = 0.0
    theta = _newton(A, y, penalty)
    # back to the original units
    w = theta[:-1] / scale
    b = theta[-1] - (w * center).sum()
    return w, b
