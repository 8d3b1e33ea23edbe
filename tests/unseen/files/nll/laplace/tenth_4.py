# mae_loss gives y no gradient when y_hat requires one too ("differentiable with respect to every floating-point input")
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    per_element = torch.log(2 * b) + (y - mu).abs() / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    if y_hat.requires_grad:
        y = y.detach()
    per_element = (y - y_hat).abs()
    return per_element.mean()
