# GaussianHead.nll_loss: log(sigma) is the raw output of the layer, without the clamp; wrong at a pre-activation of 7
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
        mu, sigma = self(x)
        z = (y - mu) / sigma
        per_row = 0.5 * math.log(2 * math.pi) + self.log_std_head(x) + z**2 / 2
        return per_row.mean()
