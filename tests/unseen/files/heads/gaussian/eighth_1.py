# forward: clamps after the exponential instead of before it, so at a log-std of 100 or 1e4 the value is right but the gradient is 0 * inf = nan.
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
        sigma = torch.exp(self.log_std_head(x))
        sigma = torch.clamp(sigma, min=math.exp(-5), max=math.exp(5))
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu = self.mean_head(x)
        log_sigma = self.log_std_head(x).clamp(-5.0, 5.0)
        z = (y - mu) * torch.exp(-log_sigma)
        return (0.5 * math.log(2 * math.pi) + log_sigma + 0.5 * z**2).mean()
