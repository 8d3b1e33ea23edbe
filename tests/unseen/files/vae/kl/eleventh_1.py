# the constant 1 stands outside the sum, so it counts once instead of for every element: right for a single element. Clause: "`-0.5 * sum(1 + log_var - mu^2 - exp(log_var))`". Shown by mu=zeros(2), log_var=zeros(2): 0.5 instead of 0
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = log_var - mu**2 - torch.exp(log_var)
    return -0.5 * (1 + per_element.sum())
