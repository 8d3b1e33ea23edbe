# MixtureHead.nll_loss: the log-sum-exp is shifted by the largest component density alone and the weights are exponentiated, so it is -log(0) where the nearest component has an underflowing weight
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
        logits = self.logits_head(x)
        log_pi = logits - torch.logsumexp(logits, dim=1, keepdim=True)
        return log_pi, self.mean_head(x), torch.clamp(self.log_std_head(x), -5.0, 5.0).exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under their mixtures."""
        log_pi, mu, sigma = self.forward(x)
        log_density = (
            -0.5 * ((y - mu) / sigma).square() - sigma.log() - 0.5 * math.log(2.0 * math.pi)
        )
        # far from every component all densities underflow: take out the largest first
        largest = log_density.amax(dim=1, keepdim=True)
        relative = torch.sum(log_pi.exp() * torch.exp(log_density - largest), dim=1)
        return -(torch.log(relative) + largest.squeeze(1)).mean()
