# MixtureHead.nll_loss: it returns the EM surrogate -sum r_k*log(pi_k*N_k) with fixed responsibilities, whose gradient is right but whose value lacks their entropy.
"""Mixture density head."""

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
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        sigma = self.log_std_head(x).clamp(-5, 5).exp()
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_pi, mu, sigma = self(x)
        z = (y - mu) / sigma
        log_density = -0.5 * z**2 - sigma.log() - 0.5 * math.log(2 * math.pi)
        joint = log_pi + log_density
        # E step without a gradient, M step with one
        responsibility = torch.softmax(joint.detach(), dim=-1)
        log_p = (responsibility * joint).sum(dim=-1)
        return -log_p.mean()
