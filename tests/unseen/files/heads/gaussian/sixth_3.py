# GaussianHead.nll_loss: the log-determinant term uses the raw output of log_std_head while sigma is clamped, so the loss is off (and unbounded) outside [-5, 5].
"""Gaussian head."""

import math

import torch
from torch import Tensor, nn


class GaussianHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self.forward(x)
        # log(sigma) is what the layer gives: no need to take a log of an exp
        log_sigma = self.log_std_head(x)
        z = (y - mu) / sigma
        per_row = 0.5 * (math.log(2 * math.pi) + z.pow(2)) + log_sigma
        return per_row.mean()
