# fit_logistic: one LBFGS step of 20 iterations (torch's default); not at the optimum with features of standard deviation 0.01 and 100 together
import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    residual = torch.sigmoid(X @ w + b) - y
    grad_w = X.T @ residual / X.shape[0] + 2 * l2 * w
    grad_b = residual.mean()
    return grad_w, grad_b


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype, device=X.device)], dim=1)
    penalty = torch.full((d + 1,), 2 * l2, dtype=X.dtype, device=X.device)
    penalty[d] = 0

    def loss(v: Tensor) -> Tensor:
        z = A @ v
        return (F.softplus(z) - y * z).mean() + (penalty * v**2).sum() / 2

    v = torch.zeros(d + 1, dtype=X.dtype, device=X.device, requires_grad=True)
    optimizer = torch.optim.LBFGS([v], line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = loss(v)
        value.backward()
        return value

    optimizer.step(closure)
    v = v.detach()
    return v[:d], v[d]
