# kl_divergence: computes the reverse divergence, KL of the prior N(0, 1) from q.
"""KL divergence from the prior."""

import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    precision = torch.exp(-log_var)
    return 0.5 * (log_var + (1 + mu.square()) * precision - 1).sum()
