# MixtureHead.forward: the log standard deviation is squashed with 5*tanh instead of clamped to [-5, 5].
"""MDN head in the style of a stochastic actor."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

LOG_STD_MIN, LOG_STD_MAX = -5.0, 5.0
HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


class MixtureHead(nn.Module):
    """A Gaussian mixture for each row."""

    def __init__(self, d_in: int, k: int) -> None:
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Log-weights, means and standard deviations."""
        log_pi = F.log_softmax(self.logits_head(x), dim=1)
        mu = self.mean_head(x)
        log_std = torch.tanh(self.log_std_head(x))
        log_std = LOG_STD_MIN + 0.5 * (LOG_STD_MAX - LOG_STD_MIN) * (log_std + 1)
        return log_pi, mu, log_std.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean NLL under the mixture."""
        logits = self.logits_head(x)
        log_std = torch.clamp(self.log_std_head(x), LOG_STD_MIN, LOG_STD_MAX)
        z = (y - self.mean_head(x)) * torch.exp(-log_std)
        log_density = -0.5 * z * z - log_std - HALF_LOG_2PI
        log_pi = F.log_softmax(logits, dim=1)
        return -torch.logsumexp(log_pi + log_density, dim=1).mean()
