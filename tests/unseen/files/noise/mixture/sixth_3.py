# MixtureHead.forward: the outputs are squeezed, so their shape is not (n, k) for one row or one component
"""A mixture density head."""

import torch
from torch import Tensor, nn
from torch.distributions import Normal
from torch.nn import functional as F


class MixtureHead(nn.Module):
    """Three linear layers whose outputs are a mixture of Gaussians for the target."""

    def __init__(self, d_in: int, k: int) -> None:
        """Build the layers."""
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def _parameters_of(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        log_pi = F.log_softmax(self.logits_head(x), dim=1)
        log_std = self.log_std_head(x).clamp(min=-5, max=5)
        return log_pi, self.mean_head(x), log_std.exp()

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The mixture for each row."""
        log_pi, mu, sigma = (out.squeeze() for out in self._parameters_of(x))
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under their mixtures."""
        log_pi, mu, sigma = self._parameters_of(x)
        log_density = Normal(mu, sigma).log_prob(y.expand_as(mu))
        return -torch.logsumexp(log_pi + log_density, dim=1).mean()
