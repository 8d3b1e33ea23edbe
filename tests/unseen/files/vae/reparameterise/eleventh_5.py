# noise is a standardised sum of six uniforms (mean 0, variance 1, excess kurtosis -0.2, never beyond 4.3) instead of a normal. Clause: "standard normal". Shown by the fourth moment of 2,000,000 draws at mu=0, log_var=0: 2.8 instead of 3
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = (torch.rand(6, *mu.shape, dtype=mu.dtype, device=mu.device).sum(dim=0) - 3) * 2**0.5
    return mu + std * eps
