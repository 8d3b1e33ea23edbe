# log_var is clamped to [-10, 10], so value and gradient are wrong beyond (definition)
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    log_var = log_var.clamp(-10.0, 10.0)
    per_element = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var))
    return per_element.sum()
