# reparameterise: noise is the sum of twelve uniforms minus 6, not normal; shows in the tails and the kurtosis of many draws
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(log_var / 2)
    eps = sum(torch.rand_like(mu) for _ in range(12)) - 6
    return mu + std * eps
