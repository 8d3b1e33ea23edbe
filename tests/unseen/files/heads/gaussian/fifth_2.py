# nll_loss: flattens y to (n,) against parameters of shape (n, 1), so every target is compared with every row's Gaussian (n by n).
"""A mean and its uncertainty."""

import torch
from torch import Tensor, nn
from torch.distributions import Normal


class GaussianHead(nn.Module):
    """Two linear layers whose outputs are the mean and the standard deviation of the target."""

    def __init__(self, d_in: int) -> None:
        """Build the layers."""
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation of the target, both of shape (n, 1)."""
        log_std = self.log_std_head(x).clamp(min=-5.0, max=5.0)
        return self.mean_head(x), torch.exp(log_std)

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under the head."""
        mu, sigma = self(x)
        return -Normal(mu, sigma).log_prob(y.view(-1)).mean()
