# mu gets no gradient when log_var requires none ("differentiable with respect to every floating-point input", gradients flow to both)
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    if not log_var.requires_grad:
        mu = mu.detach()
    per_element = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var))
    return per_element.sum()
