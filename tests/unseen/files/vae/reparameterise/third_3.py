# reparameterise: torch.normal(mu, std) draws from the right law but passes no gradient to mu and log_var.
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = log_var.mul(0.5).exp()
    return torch.normal(mu, std)
