# forward: the tanh form of the sigmoid lacks the half in its argument, so it returns sigmoid(2*logit).
"""Bernoulli output head."""

import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        # tanh never overflows: rescale its range from (-1, 1) to (0, 1)
        return self.fc(x).tanh().add(1).div(2)
