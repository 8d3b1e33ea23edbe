# kl_divergence: takes the log of the variance again with 1e-8 added; wrong at log_var = -25
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    var = torch.exp(log_var)
    per_element = -0.5 * (1 + torch.log(var + 1e-8) - mu**2 - var)
    return per_element.sum()
