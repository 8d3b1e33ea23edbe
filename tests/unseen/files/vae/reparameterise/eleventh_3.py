# the standard deviation is computed without gradient: no gradient to log_var. Clause: "gradients flow to both inputs". Shown by mu=[0.], log_var=[0.]: log_var.grad is None instead of eps/2
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var).detach()
    eps = torch.randn_like(mu)
    return mu + std * eps
