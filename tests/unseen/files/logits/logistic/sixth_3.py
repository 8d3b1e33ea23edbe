# fit_logistic: the features are centred for the fit and the bias is not shifted back by the mean times the weights
"""Logistic regression: its gradient and its fit."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the loss of a logistic regression."""
    w, b, X, y = (t.detach() for t in (w, b, X, y))
    residual = torch.special.expit(torch.mv(X, w) + b) - y
    grad_w = torch.einsum("n,nd->d", residual, X) / len(y) + 2.0 * l2 * w
    grad_b = residual.mean()
    return grad_w, grad_b


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Weights and bias of the least loss: Newton's method, on centred features."""
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    A = torch.cat([X - X.mean(dim=0), X.new_ones(n, 1)], dim=1)
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
