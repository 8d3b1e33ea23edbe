# gaussian_nll: the factor 1/2 is applied to log(sigma) too, as if log(sigma) were the log-variance, so the log term is only half as large as it must be.
import math

import torch
from torch import Tensor


def _standardise(y: Tensor, mu: Tensor, sigma: Tensor) -> Tensor:
    return (y - mu) / sigma


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = _standardise(y, mu, sigma)
    log_density = -0.5 * (math.log(2.0 * math.pi) + torch.log(sigma) + z.square())
    return -log_density.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.square(y - y_hat).mean()
