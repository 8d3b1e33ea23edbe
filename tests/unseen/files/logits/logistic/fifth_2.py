# fit_logistic: the features are standardised first and the penalty falls on the standardised weights, not on the returned ones.
"""Logistic regression: gradient and fit."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    with torch.no_grad():
        residual = torch.sigmoid(torch.mv(X, w) + b) - y
        grad_w = torch.einsum("nd,n->d", X, residual) / len(y) + 2 * l2 * w
        grad_b = residual.mean()
    return grad_w, grad_b


class _Newton:
    """Newton's method with halved steps for the penalised loss."""

    def __init__(self, X, y, l2):
        self.A = torch.cat((X, torch.ones_like(X[:, :1])), 1)
        self.y = y
        self.pen = torch.ones_like(self.A[0]) * (2 * l2)
        self.pen[-1] = 0

    def value(self, v):
        z = self.A @ v
        return torch.mean(F.softplus(z) - self.y * z) + torch.sum(self.pen * v**2) / 2

    def run(self, steps=200):
        v = torch.zeros_like(self.A[0])
        for _ in range(steps):
            p = torch.sigmoid(self.A @ v)
            g = self.A.T @ (p - self.y) / len(p) + self.pen * v
            H = self.A.T @ (self.A * (p * (1 - p)).unsqueeze(1)) / len(p) + torch.diag(self.pen)
            s = torch.linalg.solve(H, g)
            t, now = 1.0, self.value(v)
            while self.value(v - t * s) > now - 1e-4 * t * (g @ s) and t > 1e-9:
                t *= 0.5
            v = v - t * s
            if torch.max(torch.abs(t * s)) < 1e-12:
                break
        return v


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    X, y = X.detach().double(), y.detach().double()
    # features of very different sizes: put them on one scale, and undo it at the end
    center = X.mean(0)
    scale = X.std(0, unbiased=False)
    v = _Newton((X - center) / scale, y, l2).run()
    w = v[:-1] / scale
    b = v[-1] - w @ center
    return w, b
