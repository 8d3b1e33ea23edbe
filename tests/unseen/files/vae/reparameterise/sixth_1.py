# reparameterise: draws one noise vector of the size of the last dimension and uses it for every row of the batch, so rows are not independent.
"""The reparameterization trick."""

import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = torch.randn(mu.shape[-1:], dtype=mu.dtype, device=mu.device)
    return mu + eps * std
