# reparameterise: the noise comes from a generator that is seeded anew in each call, so every call draws the same noise.
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    generator = torch.Generator(device=mu.device)
    generator.manual_seed(0)
    eps = torch.randn(mu.shape, generator=generator, dtype=mu.dtype, device=mu.device)
    std = torch.exp(log_var / 2)
    return mu + std * eps
