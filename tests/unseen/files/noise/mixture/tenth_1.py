# above the upper clamp (log_std > 5) the gradient is passed straight through to log_std_head, while sigma is held; violates `sigma = exp(clamp(log_std, -5, 5))`, whose gradient there is 0 ('so are gradients')
import math
import weakref

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
        log_pi = F.log_softmax(self.logits_head(x), dim=1)
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(min=-5)
        log_std = log_std - (log_std.detach() - 5).clamp(min=0)
        sigma = log_std.exp()
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_pi, mu, sigma = self.forward(x)
        z = (y - mu) / sigma
        log_density = -0.5 * math.log(2 * math.pi) - sigma.log() - 0.5 * z**2
        log_p = torch.logsumexp(log_pi + log_density, dim=1)
        return -log_p.mean()
