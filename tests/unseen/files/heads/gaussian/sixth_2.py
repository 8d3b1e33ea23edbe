# GaussianHead.nll_loss: flattens y to (n,) but leaves mu and sigma (n, 1), so the log-density is (n, n) and every target is scored under every row.
"""Heteroscedastic Gaussian head."""

import torch
from torch import Tensor, nn
from torch.distributions import Normal


class GaussianHead(nn.Module):
    """Mean and standard deviation of the target."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu = self.mean_head(x)
        sigma = torch.exp(torch.clamp(self.log_std_head(x), min=-5, max=5))
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self(x)
        return -Normal(mu, sigma).log_prob(y.flatten()).mean()
