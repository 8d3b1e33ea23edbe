# mae_loss: the absolute value is replaced by sqrt(r^2 + 1e-6), so each small residual is overestimated (1e-3 instead of 0 for a perfect prediction).
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    mu_, b_, y_ = torch.broadcast_tensors(mu, b, y)
    log_density = -torch.log(2 * b_) - torch.abs(y_ - mu_) / b_
    return -torch.mean(log_density)


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    residual = y_hat - y
    # differentiable everywhere
    size = torch.sqrt(residual.square() + 1e-6)
    return torch.mean(size)
