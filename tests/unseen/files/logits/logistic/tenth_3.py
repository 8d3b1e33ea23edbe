# the fit penalises the bias a little (1e-5*b^2), invisible for balanced centred data, visible where the bias is large (imbalanced labels); violates 'the bias is not penalised'
import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    w, b, X, y = w.detach(), b.detach(), X.detach(), y.detach()
    residual = (torch.sigmoid(X @ w + b) - y) / y.shape[0]
    grad_w = X.T @ residual + 2 * l2 * w
    grad_b = residual.sum()
    return grad_w, grad_b


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    X, y = X.detach(), y.detach()
    n, d = X.shape
    A = torch.cat([X, X.new_ones(n, 1)], dim=1)
    ridge = torch.full((d + 1,), 2 * l2, dtype=X.dtype)
    ridge[-1] = 2e-5
    signs = 2 * y - 1

    def loss(theta: Tensor) -> Tensor:
        return F.softplus(-signs * (A @ theta)).mean() + 0.5 * (ridge * theta**2).sum()

    theta = X.new_zeros(d + 1)
    for _ in range(200):
        p = torch.sigmoid(A @ theta)
        grad = A.T @ (p - y) / n + ridge * theta
        hess = (A.T * (p * (1 - p))) @ A / n + torch.diag(ridge)
        size = hess.diagonal().clamp(min=1e-300).sqrt()
        step = torch.linalg.lstsq(hess / torch.outer(size, size), grad / size).solution / size
        slope = grad @ step
        if slope < 1e-22:
            break
        t, now = 1.0, loss(theta)
        while loss(theta - t * step) > now - 1e-4 * t * slope and t > 1e-10:
            t /= 2
        theta = theta - t * step
    return theta[:-1], theta[-1]
