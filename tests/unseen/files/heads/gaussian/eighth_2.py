# nll_loss: squeezes mu and sigma to (n,) but leaves y at (n, 1), so the residual broadcasts to (n, n) and the mean runs over all pairs.
import math

import torch
from torch import Tensor, nn
from torch.distributions import Normal


class GaussianHead(nn.Module):
    """Predicts a Gaussian for each row."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_std = self.log_std_head(x).clamp(min=-5, max=5)
        return self.mean_head(x), log_std.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = (out.squeeze(-1) for out in self(x))
        return Normal(mu, sigma).log_prob(y).mean().neg()
