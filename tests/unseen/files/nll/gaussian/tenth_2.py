# mse_loss averages the means of chunks of 1024 elements with equal weight, so it is wrong when there are more than 1024 elements and the last chunk is shorter ("mean is over every element")
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = ((y - y_hat) ** 2).reshape(-1)
    return torch.stack([c.mean() for c in per_element.split(1024)]).mean()
