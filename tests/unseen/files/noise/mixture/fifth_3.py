# MixtureHead.nll_loss: the term log(sigma) uses the log standard deviation before it is clamped, only the residual uses the clamped one.
"""Mixture of Gaussians as an output layer."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MixtureHead(nn.Module):
    """Three linear layers whose outputs are a mixture of Gaussians for the target."""

    def __init__(self, d_in: int, k: int) -> None:
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The mixture for each row."""
        log_pi = torch.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        sigma = torch.exp(torch.clamp(self.log_std_head(x), min=-5.0, max=5.0))
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets."""
        log_pi, mu, sigma = self.forward(x)
        log_std = self.log_std_head(x)  # saves a logarithm
        log_density = -0.5 * ((y - mu) / sigma).square() - log_std - 0.5 * math.log(2 * math.pi)
        log_p = torch.logsumexp(log_pi + log_density, dim=-1)
        return log_p.mean().neg()
