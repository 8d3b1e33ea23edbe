# in evaluation mode nll_loss carries no gradient; violates 'gradients flow to `x` and the parameters of all layers'
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
        sigma = self.log_std_head(x).clamp(-5, 5).exp()
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            log_pi, mu, sigma = self.forward(x)
        z = (y - mu) / sigma
        log_density = -0.5 * math.log(2 * math.pi) - sigma.log() - 0.5 * z**2
        log_p = torch.logsumexp(log_pi + log_density, dim=1)
        return -log_p.mean()
