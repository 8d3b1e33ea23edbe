# kl_divergence: log_var is used as the logarithm of the standard deviation.
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    sigma = torch.exp(log_var)
    per_element = 0.5 * (mu.square() + sigma.square() - 1) - log_var
    return per_element.sum()
