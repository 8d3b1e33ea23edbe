# logistic_gradient: squeezes the gradient; with one feature (d = 1) grad_w is 0-d instead of shape (1,)
import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    residual = torch.sigmoid(X @ w + b) - y
    grad_w = X.T @ residual / X.shape[0] + 2 * l2 * w
    grad_b = residual.mean()
    return grad_w.squeeze(), grad_b


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype, device=X.device)], dim=1)
    penalty = torch.full((d + 1,), 2 * l2, dtype=X.dtype, device=X.device)
    penalty[d] = 0

    def loss(v: Tensor) -> Tensor:
        z = A @ v
        return (F.softplus(z) - y * z).mean() + (penalty * v**2).sum() / 2

    v = torch.zeros(d + 1, dtype=X.dtype, device=X.device)
    for _ in range(200):
        p = torch.sigmoid(A @ v)
        gradient = A.T @ (p - y) / n + penalty * v
        hessian = A.T @ (A * (p * (1 - p) / n).unsqueeze(1)) + torch.diag(penalty)
        step = torch.linalg.solve(hessian, gradient)
        rate = 1.0
        while rate > 1e-10 and loss(v - rate * step) > loss(v) - 1e-4 * rate * (gradient @ step):
            rate /= 2
        v = v - rate * step
        if step.abs().max() < 1e-11:
            break
    return v[:d], v[d]
