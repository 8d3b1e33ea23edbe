# reparameterise: noise is made on the CPU; fails for inputs on another device
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(log_var / 2)
    eps = torch.randn(mu.shape, dtype=mu.dtype)
    return mu + std * eps
