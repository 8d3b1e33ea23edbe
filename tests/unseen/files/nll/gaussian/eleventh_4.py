# sigma of shape (n, 1) is taken per feature when n == d (it has as many elements as there are features). Clause: "`(n, 1)` against `(n, d)`" broadcasts per row. Shown by mu=zeros(2,2), y=[[1,1],[0,0]], sigma=[[1.],[2.]]: 1.422 instead of 1.516
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    if mu.dim() > 1 and sigma.dim() > 0 and sigma.numel() == mu.shape[-1]:  # one for each feature
        sigma = sigma.reshape(-1)
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = (y - y_hat) ** 2
    return per_element.mean()
