# kl_divergence: sums over dimensions 1 and 0 only; not 0-dimensional for inputs of three dimensions
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var))
    return per_element.sum(dim=1).sum(dim=0) if mu.dim() > 1 else per_element.sum()
