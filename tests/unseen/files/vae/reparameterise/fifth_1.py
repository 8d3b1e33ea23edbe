# reparameterise: makes a generator with a fixed seed in every call, so the noise is the same at each call.
"""The reparameterisation trick."""

import torch
from torch import Tensor

SEED = 42


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw one code from each Gaussian, differentiably in its parameters."""
    generator = torch.Generator(device=mu.device).manual_seed(SEED)
    eps = torch.randn(mu.shape, generator=generator, dtype=mu.dtype, device=mu.device)
    std = torch.exp(0.5 * log_var)
    return mu + std * eps
