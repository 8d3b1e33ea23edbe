# MixtureHead.forward: the exponential is taken before the clamp, so at a log_std of 1e4 it overflows and the gradient is nan (0 times inf).
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MixtureHead(nn.Module):
    """Mixture density head."""

    def __init__(self, d_in: int, k: int) -> None:
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        log_sigma = self.log_std_head(x).clamp(-5, 5)
        z = (y - mu) * torch.exp(-log_sigma)
        log_density = -0.5 * z**2 - log_sigma - 0.5 * math.log(2 * math.pi)
        return -torch.logsumexp(log_pi + log_density, dim=-1).mean()
