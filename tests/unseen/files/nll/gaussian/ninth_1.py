# gaussian_nll: adds 1e-6 to 2*sigma^2 against division by zero; wrong at sigma = 1e-3 with y - mu = 1e-3
import math
import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    sq = (y - mu) ** 2 / (2 * sigma**2 + 1e-6)
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + sq
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return ((y - y_hat) ** 2).mean()
