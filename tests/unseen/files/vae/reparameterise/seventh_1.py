# reparameterise: samples with torch.normal, which is not differentiable in its parameters, so the gradients to mu and log_var are zero.
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    return torch.normal(mu, std)
