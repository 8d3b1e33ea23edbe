# MixtureHead.forward: sigma is exp first and clamped to [e^-5, e^5] afterwards, so a large pre-activation (1e4) overflows to inf and its gradient is 0*inf = nan.
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
        sigma = self.log_std_head(x).exp().clamp(min=math.exp(-5), max=math.exp(5))
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        log_std = self.log_std_head(x).clamp(-5, 5)
        z = (y - self.mean_head(x)) * torch.exp(-log_std)
        log_density = -0.5 * math.log(2 * math.pi) - log_std - 0.5 * z**2
        return -torch.logsumexp(log_pi + log_density, dim=-1).mean()
