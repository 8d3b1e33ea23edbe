# gaussian_nll takes a 1-d sigma of a square (n, n) input per row instead of per feature ("sigma broadcasts: ... per feature")
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    if sigma.dim() == 1 and mu.dim() == 2 and sigma.shape[0] == mu.shape[0] > 1:
        sigma = sigma.unsqueeze(1)
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = (y - y_hat) ** 2
    return per_element.mean()
