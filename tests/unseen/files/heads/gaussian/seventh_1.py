# GaussianHead.forward: clamps after the exponential, so for a log_std of 1e4 the exponential is inf and the gradient nan.
import math

import torch
from torch import Tensor, nn


class GaussianHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
        return self.mean_head(x), sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(-5, 5)
        z = (y - mu) * torch.exp(-log_std)
        return (0.5 * math.log(2 * math.pi) + log_std + 0.5 * z**2).mean()
