# the gradient is taken with backward() through X itself, so an X that requires a gradient has `.grad` filled afterwards (w and b are copied); violates 'the arguments ... stay as they are'
import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    w = w.detach().clone().requires_grad_()
    b = b.detach().clone().requires_grad_()
    loss = F.softplus((1 - 2 * y.detach()) * (X @ w + b)).mean() + l2 * (w**2).sum()
    loss.backward()
    return w.grad, b.grad


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    X, y = X.detach(), y.detach()
    n, d = X.shape
    A = torch.cat([X, X.new_ones(n, 1)], dim=1)
    ridge = torch.full((d + 1,), 2 * l2, dtype=X.dtype)
    ridge[-1] = 0.0
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
