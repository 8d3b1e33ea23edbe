# kl_divergence: puts log(std) where log(variance) belongs inside the bracket that is halved, so the logarithm has half its weight.
"""KL divergence of a diagonal Gaussian from the standard normal."""

import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence of diagonal Gaussians from the standard normal, summed over every element.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        The divergence in nats, a 0-dimensional tensor.
    """
    log_std = 0.5 * log_var
    std = torch.exp(log_std)
    per_element = 0.5 * (std**2 + mu**2 - 1.0 - log_std)
    return torch.sum(per_element)
