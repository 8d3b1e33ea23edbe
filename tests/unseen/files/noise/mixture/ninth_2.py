# MixtureHead.nll_loss: log-sum-exp with one shift for the whole batch; inf where one row is 1000 sigma from every component and another is near
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
        log_pi = F.log_softmax(self.logits_head(x), dim=1)
        mu = self.mean_head(x)
        sigma = torch.exp(self.log_std_head(x).clamp(-5, 5))
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_pi, mu, sigma = self(x)
        log_density = -0.5 * ((y - mu) / sigma) ** 2 - torch.log(sigma) - 0.5 * math.log(2 * math.pi)
        joint = log_pi + log_density
        shift = joint.detach().max()
        log_p = torch.log(torch.exp(joint - shift).sum(dim=1)) + shift
        return -log_p.mean()
