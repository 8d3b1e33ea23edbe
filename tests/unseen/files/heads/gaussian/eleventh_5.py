# log_std_head is read as a log-variance: sigma = exp(clamp(.)/2). Clause: "`sigma = exp(clamp(log_std, -5, 5))`". Shown by weights 0, log_std bias 0.1, x=[[0.]]: sigma 1.051 instead of 1.105
import math

import torch
from torch import Tensor, nn


class GaussianHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu = self.mean_head(x)
        sigma = torch.exp(0.5 * self.log_std_head(x).clamp(-5, 5))
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self.forward(x)
        z = (y - mu) / sigma
        per_row = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
        return per_row.mean()
