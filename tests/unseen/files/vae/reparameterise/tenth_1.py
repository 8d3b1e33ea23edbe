# the noise is clamped to 3 standard deviations ("eps a fresh standard normal")
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = torch.randn_like(mu).clamp(-3.0, 3.0)
    return mu + std * eps
