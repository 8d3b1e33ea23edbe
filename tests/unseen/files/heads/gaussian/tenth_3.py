# nll_loss works with a variance held at 1e-4 at least, so it is wrong where log_std is below -4.6 ("sigma = exp(clamp(log_std, -5, 5))")
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
        mu, sigma = self(x)
        var = (sigma**2).clamp(min=1e-4)
        per_row = 0.5 * (math.log(2 * math.pi) + torch.log(var) + (y - mu) ** 2 / var)
        return per_row.mean()
