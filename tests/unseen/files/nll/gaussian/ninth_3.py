# mse_loss: expands the square, which cancels; wrong in float32 at y about 3000 with residuals about 1
import math
import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + z**2 / 2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return (y**2).mean() - 2 * (y * y_hat).mean() + (y_hat**2).mean()
