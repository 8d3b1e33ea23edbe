# MixtureHead.nll_loss: the log-scale term is the raw output of the layer, not the clamped one that sigma is made of
"""Mixture head."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


class MixtureHead(nn.Module):
    """Weights, means and scales of k Gaussians from x."""

    def __init__(self, d_in: int, k: int) -> None:
        """Build the layers."""
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Log-weights, means and standard deviations."""
        log_pi = F.log_softmax(self.logits_head(x), dim=1)
        return log_pi, self.mean_head(x), self.log_std_head(x).clamp(-5.0, 5.0).exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-density of y; the log-scale comes from its layer, not from log(exp)."""
        log_pi, mu, sigma = self.forward(x)
        log_sigma = self.log_std_head(x)
        z = (y - mu) / sigma
        joint = log_pi - 0.5 * z.square() - log_sigma - HALF_LOG_2PI
        return -torch.logsumexp(joint, dim=1).mean()
