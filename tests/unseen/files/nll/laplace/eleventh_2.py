# abs smoothed to sqrt(r^2 + 1e-8) in mae_loss: wrong where residuals are 0 or small. Clause: "mean of `abs(y-y_hat)`". Shown by y_hat=y=[1.,2.]: 1e-4 instead of 0
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    per_element = torch.log(2 * b) + torch.abs(y - mu) / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = torch.sqrt((y - y_hat) ** 2 + 1e-8)
    return per_element.mean()
