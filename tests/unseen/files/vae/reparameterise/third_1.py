# reparameterise: one noise vector over the last dimension is shared by the whole batch.
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw one code from each Gaussian, differentiably in its parameters."""
    std = torch.exp(0.5 * log_var)
    d = mu.shape[-1:]
    eps = torch.randn(d, dtype=mu.dtype, device=mu.device)
    return mu + std * eps
