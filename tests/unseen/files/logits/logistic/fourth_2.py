# logistic_gradient: requires_grad is switched on in place on the caller's w and b, and stays on
"""Logistic regression: its gradient (by autograd) and its fit."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _loss(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> Tensor:
    z = X @ w + b
    nll = -(y * F.logsigmoid(z) + (1 - y) * F.logsigmoid(-z))
    return nll.mean() + l2 * w.square().sum()


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the loss of a logistic regression."""
    for parameter in (w, b):
        parameter.requires_grad_(True)
    grad_w, grad_b = torch.autograd.grad(_loss(w, b, X, y, l2), (w, b))
    return grad_w, grad_b


@torch.no_grad()
def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Newton's method with backtracking."""
    n, d = X.shape
    w, b = X.new_zeros(d), X.new_zeros(())
    A = torch.column_stack([X, X.new_ones(n)])
    ridge = torch.diag(torch.tensor([2.0 * l2] * d + [0.0], dtype=X.dtype, device=X.device))
    for _ in range(200):
        p = torch.sigmoid(X @ w + b)
        slope = A.T @ (p - y) / n + ridge @ torch.cat([w, b[None]])
        curvature = torch.einsum("ni,n,nj->ij", A, p * (1 - p), A) / n + ridge
        step = torch.linalg.solve(curvature, slope)
        size = float(step.abs().max())
        t = 1.0
        if size > 1e-6:
            now = _loss(w, b, X, y, l2)
            gain = slope @ step
            while t > 1e-9 and _loss(w - t * step[:d], b - t * step[d], X, y, l2) > now - 1e-4 * t * gain:
                t *= 0.5
        w, b = w - t * step[:d], b - t * step[d]
        if size < 1e-11:
            break
    return w, b
