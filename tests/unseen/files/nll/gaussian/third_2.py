# gaussian_nll: the log term is 0.5*log(2*pi*sigma), as if sigma were a variance there.
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    nll = 0.5 * (torch.log(2 * math.pi * sigma) + z**2)
    return nll.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    diff = y_hat - y
    return torch.mean(diff * diff)
