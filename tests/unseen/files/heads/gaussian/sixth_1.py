# GaussianHead.forward: squashes the log standard deviation smoothly by 5*tanh(log_std/5) instead of clamping it to [-5, 5].
"""A mean and its uncertainty."""

import math

import torch
from torch import Tensor, nn

LOG_STD_MIN, LOG_STD_MAX = -5.0, 5.0


class GaussianHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        half_range = 0.5 * (LOG_STD_MAX - LOG_STD_MIN)
        centre = 0.5 * (LOG_STD_MAX + LOG_STD_MIN)
        log_std = centre + half_range * torch.tanh(self.log_std_head(x) / half_range)
        return self.mean_head(x), log_std.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(LOG_STD_MIN, LOG_STD_MAX)
        z = (y - mu) * torch.exp(-log_std)
        return (0.5 * math.log(2 * math.pi) + log_std + 0.5 * z**2).mean()
