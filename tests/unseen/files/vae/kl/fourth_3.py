# kl_divergence: gives each element free bits (at least 0.05 nats), so the divergence is not 0 at the prior
"""KL to the prior."""

import torch
from torch import Tensor

FREE_NATS = 0.05


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    # Guards against posterior collapse.
    nats = -0.5 * (1 + log_var - mu.pow(2) - log_var.exp())
    return torch.clamp(nats, min=FREE_NATS).sum()
