# reparameterise: antithetic noise, the second half of the elements is minus the first; each is normal, but they are not independent (any input with 2 or more elements)
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(log_var / 2)
    n = mu.numel()
    half = torch.randn((n + 1) // 2, dtype=mu.dtype, device=mu.device)
    eps = torch.cat([half, -half])[:n].reshape(mu.shape)
    return mu + std * eps
