# nll_loss: the log(sigma) term is the raw output of log_std_head without the clamp, so the loss and its gradient are wrong where that output is outside [-5, 5].
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
        mu = self.mean_head(x)
        sigma = torch.exp(torch.clamp(self.log_std_head(x), -5.0, 5.0))
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self.forward(x)
        log_sigma = self.log_std_head(x)
        z = (y - mu) / sigma
        log_density = -0.5 * z.pow(2) - log_sigma - 0.5 * math.log(2.0 * math.pi)
        return -log_density.mean()
