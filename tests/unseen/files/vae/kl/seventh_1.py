# kl_divergence: sums over the last dimension only and averages over the rest, instead of summing over every element.
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = -0.5 * (1 + log_var - mu.pow(2) - log_var.exp())
    per_code = per_element.sum(dim=-1)
    return per_code.mean()
