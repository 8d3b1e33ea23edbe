# for three and more dimensions the noise is drawn for the last two only and shared over the leading ones. Clause: "`eps` a fresh standard normal for each element". Shown by mu=zeros(2,3,4), log_var=zeros(2,3,4): z[0] equals z[1]
import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = torch.randn(mu.shape[-2:], dtype=mu.dtype, device=mu.device)
    return mu + std * eps
