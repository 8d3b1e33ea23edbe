# logistic_gradient: it sets requires_grad on the caller's w and b and leaves it so
"""Logistic regression: its gradient by autograd, its fit by Newton's method."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the loss of a logistic regression."""
    with torch.enable_grad():
        for parameter in (w, b):
            if not parameter.requires_grad:
                parameter.requires_grad_(True)
        z = X.detach() @ w + b
        loss = -F.logsigmoid((2 * y - 1) * z).mean() + l2 * (w**2).sum()
        grad_w, grad_b = torch.autograd.grad(loss, (w, b))
    return grad_w.detach(), grad_b.detach()


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Weights and bias of the least loss: Newton's method with backtracking."""
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    A = torch.cat([X, X.new_ones(n, 1)], dim=1)
    penalty = X.new_full((d + 1,), 2.0 * l2)
    penalty[-1] = 0.0
    sign = 2 * y - 1

    def loss(theta: Tensor) -> Tensor:
        return -F.logsigmoid(sign * (A @ theta)).mean() + 0.5 * (penalty * theta**2).sum()

    theta = X.new_zeros(d + 1)
    for _ in range(200):
        p = torch.sigmoid(A @ theta)
        grad = A.T @ (p - y) / n + penalty * theta
        hessian = (A.T * (p * (1 - p))) @ A / n + torch.diag(penalty)
        step = torch.linalg.solve(hessian, grad)
        slope = grad @ step
        if slope < 1e-22:
            break
        t, here = 1.0, loss(theta)
        while loss(theta - t * step) > here - 1e-4 * t * slope + 1e-14 and t > 1e-8:
            t /= 2
        theta = theta - t * step
    return theta[:-1], theta[-1]
