# kl_divergence: the divergence of the prior from q (the reverse direction) instead of q from the prior
"""KL term of a VAE."""

import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    precision = torch.exp(-log_var)
    per_element = 0.5 * (log_var + (1 + mu**2) * precision - 1)
    return per_element.sum()
