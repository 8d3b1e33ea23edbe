# the clamp comes after the exp: the value is right, but exp(1e4) = inf gives a nan gradient. Clause: "gradients stay finite and right there", `exp(clamp(log_std, -5, 5))`. Shown by weights 0, log_std bias 1e4, x=[[0.]]: gradient of sigma to the bias is nan instead of 0
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
        sigma = torch.exp(self.log_std_head(x)).clamp(math.exp(-5), math.exp(5))
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self.forward(x)
        z = (y - mu) / sigma
        per_row = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
        return per_row.mean()
