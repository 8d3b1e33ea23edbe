# mae_loss: abs as the root of the square; nan gradient where y == y_hat, value right
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    per_element = torch.log(2 * b) + torch.abs(y - mu) / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.sqrt((y - y_hat) ** 2).mean()
