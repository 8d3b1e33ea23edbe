# mse_loss expands the square, mean(y^2) - 2*mean(y*y_hat) + mean(y_hat^2), which cancels for values with a large common offset. Clause: "mean of `(y-y_hat)^2`". Shown by y_hat=[1e8], y=[1e8+1] in float64: 0 (or 2) instead of 1
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = y * y - 2 * y * y_hat + y_hat * y_hat
    return per_element.mean()
