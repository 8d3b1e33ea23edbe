# forward: the clamp is applied to .data in place, so the gradient passes outside [-5, 5] as if there were no clamp.
import math

import torch
from torch import Tensor, nn


class GaussianHead(nn.Module):
    """Two linear layers whose outputs are the mean and the standard deviation of the target."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation of the target."""
        mu = self.mean_head(x)
        log_std = self.log_std_head(x)
        log_std.data.clamp_(-5, 5)
        return mu, log_std.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under the head."""
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(-5, 5)
        z = (y - mu) * torch.exp(-log_std)
        per_row = 0.5 * math.log(2 * math.pi) + log_std + 0.5 * z**2
        return per_row.mean()
