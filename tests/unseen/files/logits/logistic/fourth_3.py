# fit_logistic: a single L-BFGS call with its default of 20 iterations on raw features stops before the minimum
"""Logistic regression."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the loss of a logistic regression."""
    with torch.no_grad():
        residual = torch.sigmoid(X.matmul(w) + b).sub(y).div(y.numel())
        return torch.einsum("nd,n->d", X, residual) + 2.0 * l2 * w, residual.sum()


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Weights and bias of the least loss."""
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device, requires_grad=True)
    b = torch.zeros((), dtype=X.dtype, device=X.device, requires_grad=True)
    features, labels = X.detach(), y.detach()
    optimizer = torch.optim.LBFGS([w, b], line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        z = features @ w + b
        loss = (-F.logsigmoid(-z) - labels * z).mean() + l2 * (w**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return w.detach(), b.detach()
