# fit_logistic: takes a single torch LBFGS step with the default max_iter of 20 (and no line search), which stops far from the minimum on features of unlike or large scales.
import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    w = w.detach().clone().requires_grad_(True)
    b = b.detach().clone().requires_grad_(True)
    loss = _objective(w, b, X.detach(), y.detach(), l2)
    return torch.autograd.grad(loss, (w, b))


def _objective(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> Tensor:
    z = X @ w + b
    nll = -(y * F.logsigmoid(z) + (1 - y) * F.logsigmoid(-z)).mean()
    return nll + l2 * (w**2).sum()


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    X, y = X.detach(), y.detach()
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device, requires_grad=True)
    b = torch.zeros((), dtype=X.dtype, device=X.device, requires_grad=True)
    optimizer = torch.optim.LBFGS([w, b])

    def closure():
        optimizer.zero_grad()
        loss = _objective(w, b, X, y, l2)
        loss.backward()
        return loss

    optimizer.step(closure)
    return w.detach(), b.detach()
