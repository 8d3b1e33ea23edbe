# BernoulliHead.forward: uses (1 + tanh(logit))/2, which is sigmoid(2*logit): the logit is not halved.
"""Bernoulli head."""

import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        # tanh never overflows
        return 0.5 * (1.0 + torch.tanh(self.fc(x)))
