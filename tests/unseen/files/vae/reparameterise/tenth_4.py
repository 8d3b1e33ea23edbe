# inputs of 3 or more dimensions share their noise along the first one ("for each element")
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = torch.randn_like(mu)
    if mu.dim() >= 3:
        eps = eps[:1].expand_as(mu)
    return mu + std * eps
