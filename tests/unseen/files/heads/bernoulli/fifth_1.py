# forward: picks between the two sigmoid forms with torch.where, whose unused branch overflows, so the gradient is nan for large logits although the value is right.
"""Bernoulli output head."""

import torch
from torch import Tensor, nn


def _stable_sigmoid(t: Tensor) -> Tensor:
    """Sigmoid without overflow, one form for each sign."""
    positive = 1.0 / (1.0 + torch.exp(-t))
    e = torch.exp(t)
    negative = e / (1.0 + e)
    return torch.where(t >= 0, positive, negative)


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Probability that the target is 1, shape (n, 1)."""
        return _stable_sigmoid(self.fc(x))
