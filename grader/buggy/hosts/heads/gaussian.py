"""A head that forecasts a temperature with its uncertainty, trained on two weeks of data."""

import math

import torch
from torch import Tensor, nn

LIMIT = 5.0


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
        log_std = self.log_std_head(x)
        bounded = log_std.clamp(-LIMIT, LIMIT)
        return mu, bounded.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under the head.

        Args:
            x: features, shape (n, d_in).
            y: targets, shape (n, 1).

        Returns:
            The loss, a 0-dimensional tensor.
        """
        mu, sigma = self.forward(x)
        z = (y - mu) / sigma
        constant = 0.5 * math.log(2 * math.pi)
        per_row = constant + sigma.log() + 0.5 * z.square()
        return per_row.mean()


def fit(head: GaussianHead, x: Tensor, y: Tensor, steps: int = 300, lr: float = 0.05) -> None:
    """Train a head by gradient descent."""
    for _ in range(steps):
        loss = head.nll_loss(x, y)
        gradients = torch.autograd.grad(loss, list(head.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(head.parameters(), gradients, strict=True):
                parameter.sub_(lr * gradient)


def coverage(head: GaussianHead, x: Tensor, y: Tensor) -> float:
    """How many targets are within two standard deviations; 95 % would be right."""
    with torch.no_grad():
        mu, sigma = head(x)
    return float(((y - mu).abs() < 2 * sigma).double().mean())
