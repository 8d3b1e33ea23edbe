# logistic_gradient: turns requires_grad of w and b on for autograd and leaves it on; the gradient is right, but arguments without requires_grad are changed
import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    if not w.requires_grad:
        w.requires_grad_()
    if not b.requires_grad:
        b.requires_grad_()
    z = X @ w + b
    loss = (F.softplus(z) - y * z).mean() + l2 * (w**2).sum()
    return torch.autograd.grad(loss, (w, b))


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
