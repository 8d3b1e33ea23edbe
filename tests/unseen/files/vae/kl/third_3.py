# kl_divergence: log_var is clamped to [-5, 5], which changes value and gradient beyond.
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence of diagonal Gaussians from the standard normal, summed over every element."""
    log_var = torch.clamp(log_var, min=-5.0, max=5.0)  # keep exp in range
    var = log_var.exp()
    return -0.5 * torch.sum(1 + log_var - mu.pow(2) - var)
