# the log term of nll_loss uses the raw log_std clamped from above only: wrong only in nll_loss AND below -5. Clause: "under the head's own Gaussian", `sigma = exp(clamp(log_std, -5, 5))`. Shown by weights 0, log_std bias -7, x=[[0.]], y=[[0.]]: -6.08 instead of -4.08
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
        sigma = torch.exp(self.log_std_head(x).clamp(-5, 5))
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self.forward(x)
        z = (y - mu) / sigma
        per_row = 0.5 * math.log(2 * math.pi) + self.log_std_head(x).clamp(max=5) + 0.5 * z**2
        return per_row.mean()
