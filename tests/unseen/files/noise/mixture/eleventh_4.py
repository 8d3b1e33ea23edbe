# "right for any finite pre-activation (1e4 too)": standardized residuals are held at 2e4, too few where the mean is 1e4 and sigma is exp(-5) (z = 1.5e6); a mean of 1e4 with log_std 0, or log_std -5 with small means, is right; y = 0
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MixtureHead(nn.Module):
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
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(-5, 5)
        z = ((y - mu) * (-log_std).exp()).clamp(-2e4, 2e4)
        log_density = -0.5 * z**2 - log_std - 0.5 * math.log(2 * math.pi)
        return -torch.logsumexp(log_pi + log_density, dim=-1).mean()
