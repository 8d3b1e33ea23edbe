# nll_loss gives y no gradient when x requires none ("gradients flow to x, y and the parameters")
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
        log_std = self.log_std_head(x)
        sigma = torch.exp(log_std.clamp(-5.0, 5.0))
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        if not x.requires_grad:
            y = y.detach()
        mu, sigma = self(x)
        z = (y - mu) / sigma
        per_row = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
        return per_row.mean()
