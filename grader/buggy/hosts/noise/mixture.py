"""Predict where a robot's arm can be: several answers are right, so a mixture is predicted."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

LIMIT = 5.0


class MixtureHead(nn.Module):
    """Three linear layers whose outputs are a mixture of Gaussians for the target."""

    def __init__(self, d_in: int, k: int) -> None:
        """Build the layers.

        Args:
            d_in: number of features.
            k: number of components.
        """
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The mixture for each row.

        Args:
            x: features, shape (n, d_in).

        Returns:
            Log-weights, means and standard deviations, each of shape (n, k).
        """
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(-LIMIT, LIMIT)
        return log_pi, mu, log_std.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under their mixtures.

        Args:
            x: features, shape (n, d_in).
            y: targets, shape (n, 1).

        Returns:
            The loss, a 0-dimensional tensor.
        """
        log_pi, mu, sigma = self.forward(x)
        z = (y - mu) / sigma
        constant = torch.full_like(z, 0.5 * math.log(2 * math.pi))
        log_density = -0.5 * z.square() - sigma.log() - constant
        joint = log_pi + log_density
        log_p = torch.logsumexp(joint, dim=-1)
        return -log_p.mean()


def fit(head: MixtureHead, x: Tensor, y: Tensor, steps: int = 500, lr: float = 0.02) -> None:
    """Train a head by gradient descent."""
    for _ in range(steps):
        loss = head.nll_loss(x, y)
        gradients = torch.autograd.grad(loss, list(head.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(head.parameters(), gradients, strict=True):
                parameter.sub_(lr * gradient)


def likeliest(head: MixtureHead, x: Tensor) -> Tensor:
    """The mean of the heaviest component, for each row."""
    with torch.no_grad():
        log_pi, mu, _ = head.forward(x)
    return mu.gather(-1, log_pi.argmax(dim=-1, keepdim=True))
