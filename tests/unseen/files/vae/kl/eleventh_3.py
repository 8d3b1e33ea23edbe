# the variance term exp(log_var) is detached: value right, gradient to log_var is -1/2 everywhere. Clause: "gradients flow to both inputs", -0.5*(1 - exp(log_var)). Shown by mu=[0.], log_var=[0.]: log_var.grad = -0.5 instead of 0
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = 1 + log_var - mu**2 - torch.exp(log_var.detach())
    return -0.5 * per_element.sum()
