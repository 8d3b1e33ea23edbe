# reparameterise: the standard deviation is exp(log_var)/2 instead of exp(log_var/2) (the half is applied after the exponential).
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    eps = torch.empty_like(mu).normal_(mean=0.0, std=1.0)
    std = log_var.exp() / 2
    return torch.addcmul(mu, eps, std)
