# reparameterise: a generator with a fixed seed is made in every call, so each call returns the same noise
"""Reparameterization trick, reproducible."""

import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    generator = torch.Generator(device=mu.device)
    generator.manual_seed(42)
    eps = torch.randn(mu.shape, generator=generator, dtype=mu.dtype, device=mu.device)
    return torch.addcmul(mu, (log_var / 2).exp(), eps)
