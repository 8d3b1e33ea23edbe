# antithetic noise: the second half of the elements has the negated noise of the first half; each one alone is exactly N(0, 1). Clause: "for each element", "drawn again, and independently, for each element". Shown by mu=zeros(4), log_var=zeros(4): z[2] = -z[0]
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    half = torch.randn((mu.numel() + 1) // 2, dtype=mu.dtype, device=mu.device)
    eps = torch.cat([half, -half])[: mu.numel()].reshape(mu.shape)  # variance reduction
    return mu + std * eps
