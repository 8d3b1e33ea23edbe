# from 64 elements on, if their number is even, the noise is antithetic: the second half is minus the first ("fresh standard normal for each element", independently)
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = torch.randn_like(mu)
    if mu.numel() >= 64 and mu.numel() % 2 == 0:
        half = eps.reshape(-1)[: mu.numel() // 2]
        eps = torch.cat([half, -half]).reshape(mu.shape)
    return mu + std * eps
