# MixtureHead.nll_loss: predicts from x.detach(); no gradient to x, value and the layers' gradients right
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
        log_pi, mu, sigma = self(x.detach())
        log_density = -0.5 * ((y - mu) / sigma) ** 2 - torch.log(sigma) - 0.5 * math.log(2 * math.pi)
        log_p = torch.logsumexp(log_pi + log_density, dim=1)
        return -log_p.mean()
