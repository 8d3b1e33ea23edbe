# logistic_gradient: the gradient of the penalty is l2 * w instead of 2 * l2 * w.
import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Closed-form gradient."""
    with torch.no_grad():
        residual = torch.sigmoid(X @ w + b) - y
        grad_w = X.T @ residual / X.shape[0] + l2 * w
        grad_b = residual.mean()
    return grad_w, grad_b


def _loss(theta: Tensor, A: Tensor, y: Tensor, l2: float) -> Tensor:
    z = A @ theta
    return (F.softplus(z) - y * z).mean() + l2 * theta[:-1].square().sum()


@torch.no_grad()
def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Newton's method with step halving, the bias as a last column of ones."""
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    A = torch.cat([X, X.new_ones(n, 1)], dim=1)
    ridge = torch.full((d + 1,), 2 * l2, dtype=X.dtype, device=X.device)
    ridge[-1] = 0.0

    theta = X.new_zeros(d + 1)
    for _ in range(200):
        p = torch.sigmoid(A @ theta)
        grad = A.T @ (p - y) / n + ridge * theta
        hessian = (A.T * (p * (1 - p))) @ A / n + torch.diag(ridge)
        step = torch.linalg.solve(hessian, grad)
        if step.abs().max() < 1e-12:
            break
        size, current = 1.0, _loss(theta, A, y, l2)
        while size > 1e-10 and _loss(theta - size * step, A, y, l2) > current:
            size /= 2
        theta = theta - size * step
    return theta[:-1], theta[-1]
