# GaussianHead.forward: bounds the log standard deviation smoothly with 5*tanh(./5) instead of clamping it to [-5, 5]
"""Heteroscedastic regression head."""

import math

import torch
from torch import Tensor, nn

BOUND = 5.0


class GaussianHead(nn.Module):
    """Mean and standard deviation from two linear layers."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_std = BOUND * torch.tanh(self.log_std_head(x) / BOUND)
        return self.mean_head(x), log_std.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(-BOUND, BOUND)
        z = (y - mu) * torch.exp(-log_std)
        return (0.5 * math.log(2 * math.pi) + log_std + 0.5 * z.square()).mean()
