# MixtureHead.nll_loss: it returns the EM surrogate, the responsibility-weighted joint log-density, whose gradient is right but whose value lacks the entropy of the responsibilities
"""A mixture density head."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MixtureHead(nn.Module):
    """Three linear layers whose outputs are a mixture of Gaussians for the target."""

    def __init__(self, d_in: int, k: int) -> None:
        """Build the layers."""
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The mixture for each row."""
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        sigma = torch.exp(self.log_std_head(x).clamp(-5, 5))
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under their mixtures."""
        log_pi, mu, sigma = self(x)
        z = (y - mu) / sigma
        joint = log_pi - 0.5 * z**2 - torch.log(sigma) - 0.5 * math.log(2 * math.pi)
        with torch.no_grad():
            responsibility = torch.softmax(joint, dim=-1)
        return -(responsibility * joint).sum(dim=-1).mean()
