# logistic_gradient: the penalty l2*sum w^2 contributes l2*w to the gradient, where 2*l2*w is right.
import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    with torch.no_grad():
        residual = torch.sigmoid(X @ w + b) - y
        grad_w = X.T @ residual / X.shape[0] + l2 * w
        grad_b = residual.mean()
    return grad_w, grad_b


def _objective(theta: Tensor, A: Tensor, y: Tensor, penalty: Tensor) -> Tensor:
    z = A @ theta
    return (F.softplus(z) - y * z).mean() + (penalty * theta**2).sum()


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Newton's method with step halving on the convex objective."""
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype, device=X.device)], dim=1)
    penalty = torch.full((d + 1,), l2, dtype=X.dtype, device=X.device)
    penalty[-1] = 0.0
    theta = torch.zeros(d + 1, dtype=X.dtype, device=X.device)
    for _ in range(200):
        p = torch.sigmoid(A @ theta)
        grad = A.T @ (p - y) / n + 2 * penalty * theta
        hess = (A * (p * (1 - p))[:, None]).T @ A / n + torch.diag(2 * penalty)
        scale = hess.diagonal().sqrt().clamp(min=1e-150)
        step = torch.linalg.solve(hess / scale[:, None] / scale[None, :], grad / scale) / scale
        decrement = grad @ step
        if decrement < 1e-22:
            break
        before, size = _objective(theta, A, y, penalty), 1.0
        while size > 1e-10 and (
            _objective(theta - size * step, A, y, penalty) > before - 1e-4 * size * decrement
        ):
            size /= 2
        if size <= 1e-10:
            theta = theta - step if decrement < 1e-10 else theta
            break
        theta = theta - size * step
    return theta[:-1].clone(), theta[-1].clone()
