# rand instead of randn: uniform noise on [0,1). Clause: "`eps` a fresh standard normal". Shown by mu=zeros(10000), log_var=zeros(10000): mean 0.5 and variance 1/12 instead of 0 and 1
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = torch.rand_like(mu)
    return mu + std * eps
