# mae_loss smooths abs within 1e-3 of 0, so small residuals have a value up to 5e-4 too large and a gradient too small ("mean of abs(y-y_hat)")
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    per_element = torch.log(2 * b) + (y - mu).abs() / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    r = y - y_hat
    per_element = torch.where(r.abs() < 1e-3, r * r / 2e-3 + 5e-4, r.abs())
    return per_element.mean()
