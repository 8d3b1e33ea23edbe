# laplace_nll: logarithm of the density, which underflows; inf where abs(y - mu) is 1000 times b
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    density = torch.exp(-torch.abs(y - mu) / b) / (2 * b)
    per_element = -torch.log(density)
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.abs(y - y_hat).mean()
