# nll_loss: detaches the targets, so no gradient flows to y.
"""Heteroscedastic regression head."""

import math

import torch
from torch import Tensor, nn

LOG_ROOT_TWO_PI = math.log(math.sqrt(2 * math.pi))


class GaussianHead(nn.Module):
    """Two linear layers whose outputs are the mean and the standard deviation of the target."""

    def __init__(self, d_in: int) -> None:
        """Build the layers.

        Args:
            d_in: number of features.
        """
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation of the target.

        Args:
            x: features, shape (n, d_in).

        Returns:
            The means and the standard deviations, both of shape (n, 1).
        """
        mu = self.mean_head(x)
        sigma = torch.exp(torch.clamp(self.log_std_head(x), -5.0, 5.0))
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under the head.

        Args:
            x: features, shape (n, d_in).
            y: targets, shape (n, 1).

        Returns:
            The loss, a 0-dimensional tensor.
        """
        mu, sigma = self.forward(x)
        target = y.detach()
        z = (target - mu) / sigma
        per_row = LOG_ROOT_TWO_PI + sigma.log() + z.pow(2) / 2
        return per_row.mean()
