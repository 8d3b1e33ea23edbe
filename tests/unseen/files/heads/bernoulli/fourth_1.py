# BernoulliHead.forward: chooses between two sigmoid formulas with torch.where, whose unused branch overflows and turns the gradient to nan for large logits
"""Probability head for binary targets."""

import torch
from torch import Tensor, nn


def stable_sigmoid(z: Tensor) -> Tensor:
    positive = 1 / (1 + torch.exp(-z))
    e = torch.exp(z)
    negative = e / (1 + e)
    return torch.where(z >= 0, positive, negative)


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        return stable_sigmoid(self.fc(x))
