# "the arguments stay as they are" (.grad included): backward leaves gradients in w.grad and b.grad of arguments that require one; w [1.] and b 0. requiring gradients, X [[1.], [2.]], y [1., 0.], l2=0.1
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    leaf_w = w if w.requires_grad and w.is_leaf else w.detach().clone().requires_grad_()
    leaf_b = b if b.requires_grad and b.is_leaf else b.detach().clone().requires_grad_()
    leaf_w.grad = leaf_b.grad = None
    odds = X.detach() @ leaf_w + leaf_b
    loss = F.softplus(-(2 * y - 1) * odds).mean() + l2 * (leaf_w**2).sum()
    loss.backward()
    return leaf_w.grad.clone(), leaf_b.grad.clone()


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    mean, width = X.mean(0), X.std(0, unbiased=False)
    Z = torch.cat([(X - mean) / width, torch.ones(n, 1, dtype=X.dtype, device=X.device)], 1)
    ridge = torch.cat([2 * l2 / width**2, torch.zeros(1, dtype=X.dtype, device=X.device)])
    sign = 2 * y - 1

    def loss(theta):
        return (F.softplus(-sign * (Z @ theta)).mean() + 0.5 * (ridge * theta**2).sum()).item()

    theta = torch.zeros(d + 1, dtype=X.dtype, device=X.device)
    for _ in range(100):
        p = torch.sigmoid(Z @ theta)
        grad = Z.T @ (p - y) / n + ridge * theta
        hess = (Z.T * (p * (1 - p))) @ Z / n + torch.diag(ridge)
        step = torch.linalg.lstsq(hess, grad[:, None], driver="gelsd").solution[:, 0]
        size, here = 1.0, loss(theta)
        while loss(theta - size * step) > here and size > 1e-9:
            size /= 2
        theta = theta - size * step
    w = theta[:-1] / width
    return w, theta[-1] - w @ mean
