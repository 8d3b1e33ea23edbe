# BernoulliHead.forward: the two-branch sigmoid in torch.where has the right value, but the branch not taken overflows and its 0*inf makes the gradient nan at large pre-activations.
"""Bernoulli head with a hand-written stable sigmoid."""

import torch
from torch import Tensor, nn


def stable_sigmoid(z: Tensor) -> Tensor:
    positive = 1 / (1 + torch.exp(-z))
    negative = torch.exp(z) / (1 + torch.exp(z))
    return torch.where(z >= 0, positive, negative)


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        """P(y=1 given x), shape (n, 1)."""
        return stable_sigmoid(self.fc(x))
