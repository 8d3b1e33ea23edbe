# GaussianHead.nll_loss: weights each row by its detached sigma (the beta-NLL of the literature) instead of the plain likelihood
"""A distribution as the output of a network."""

import math

import torch
from torch import Tensor, nn


class GaussianHead(nn.Module):
    """Two linear layers: location and log-scale."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def _log_std(self, x: Tensor) -> Tensor:
        return self.log_std_head(x).clamp(min=-5.0, max=5.0)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.mean_head(x), self._log_std(x).exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self.forward(x)
        z = (y - mu) / sigma
        per_row = 0.5 * math.log(2 * math.pi) + self._log_std(x) + 0.5 * z**2
        # Keeps rows with a large variance from being ignored early in training.
        weight = sigma.detach()
        return (weight * per_row).mean()
