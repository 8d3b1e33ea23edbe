# abs written as sqrt(r^2): value right, gradient nan where y equals mu. Clause: "at a kink or tie of abs ... any finite gradient is right, nan or infinite is not". Shown by mu=y=[1.], b=[2.]: mu.grad = nan
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    per_element = torch.log(2 * b) + torch.sqrt((y - mu) ** 2) / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = torch.abs(y - y_hat)
    return per_element.mean()
