# MixtureHead.forward: the logits are squeezed before the softmax, so one component gives weights normalized over the batch, and one row loses its dimension
"""A mixture head: more than one answer."""

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

    def _scale(self, x: Tensor) -> Tensor:
        return self.log_std_head(x).clamp(min=-5, max=5).exp()

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The mixture for each row."""
        log_pi = F.log_softmax(self.logits_head(x).squeeze(), dim=-1)
        return log_pi, self.mean_head(x), self._scale(x)

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under their mixtures."""
        log_pi = F.log_softmax(self.logits_head(x), dim=1)
        per_component = Normal(self.mean_head(x), self._scale(x)).log_prob(y)
        return -torch.logsumexp(log_pi + per_component, dim=1).mean()
