# forward: a smooth 5*tanh(s/5) stands in for the clamp.
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
        """Mean and bounded standard deviation.

        The bound keeps sigma in [exp(-5), exp(5)] and never kills the gradient.
        """
        mu = self.mean_head(x)
        log_std = 5.0 * torch.tanh(self.log_std_head(x) / 5.0)
        return mu, torch.exp(log_std)

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean Gaussian NLL."""
        log_std = torch.clamp(self.log_std_head(x), -5.0, 5.0)
        z = (y - self.mean_head(x)) / torch.exp(log_std)
        nll = 0.5 * z.square() + log_std + 0.5 * math.log(2 * math.pi)
        return torch.mean(nll)
