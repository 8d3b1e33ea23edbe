# kl_divergence: log_var is taken for the logarithm of the standard deviation, so the variance is exp(2*log_var).
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    sigma = log_var.exp()
    per_element = 0.5 * (sigma**2 + mu**2 - 1) - log_var
    return per_element.sum()
