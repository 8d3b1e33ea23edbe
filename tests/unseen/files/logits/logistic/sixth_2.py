# fit_logistic: the features are standardised and the penalty is put on the standardised weights, so the minimiser is that of another loss
"""Logistic regression: its gradient and its fit."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the loss of a logistic regression."""
    with torch.no_grad():
        residual = torch.sigmoid(X @ w + b) - y
        grad_w = X.T @ residual / X.shape[0] + 2 * l2 * w
        grad_b = residual.mean()
    return grad_w, grad_b


def _newton(Z: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    n, d = Z.shape
    A = torch.cat((Z, torch.ones(n, 1, dtype=Z.dtype, device=Z.device)), 1)
    R = 2 * l2 * torch.eye(d + 1, dtype=Z.dtype, device=Z.device)
    R[d, d] = 0
    theta = torch.zeros(d + 1, dtype=Z.dtype, device=Z.device)

    def value(v):
        return -F.logsigmoid((2 * y - 1) * (A @ v)).mean() + v @ R @ v / 2

    for _ in range(200):
        p = torch.sigmoid(A @ theta)
        g = A.T @ (p - y) / n + R @ theta
        H = A.T @ ((p * (1 - p))[:, None] * A) / n + R
        step = torch.linalg.solve(H, g)
        gain = g @ step
        if gain < 1e-22:
            break
        size, now = 1.0, value(theta)
        while value(theta - size * step) > now - 1e-4 * size * gain + 1e-14 and size > 1e-8:
            size *= 0.5
        theta = theta - size * step
    return theta[:d], theta[d]


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Weights and bias of the least loss."""
    X, y = X.detach().double(), y.detach().double()
    # well-conditioned features first, the answer in the original units afterwards
    center, spread = X.mean(0), X.std(0, unbiased=False)
    v, c = _newton((X - center) / spread, y, l2)
    w = v / spread
    return w, c - center @ w
