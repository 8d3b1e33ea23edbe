# forward: clamps the log standard deviation to [-20, 2] and not to [-5, 5].
"""Gaussian output head."""

import math

import torch
from torch import Tensor, nn

LOG_STD_MIN, LOG_STD_MAX = -20, 2


class GaussianHead(nn.Module):
    """Two linear layers whose outputs are the mean and the standard deviation of the target."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu = self.mean_head(x)
        log_std = torch.clamp(self.log_std_head(x), LOG_STD_MIN, LOG_STD_MAX)
        return mu, log_std.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(-5, 5)
        z = (y - mu) * torch.exp(-log_std)
        return (0.5 * z * z + log_std + 0.5 * math.log(2 * math.pi)).mean()
