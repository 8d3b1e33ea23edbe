# BernoulliHead.forward: uses the normal distribution function (a probit link) although the layer's output is the log-odds
"""Binary head."""

import math

import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """Linear layer, then a squashing function."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        score = self.fc(x)
        return 0.5 * (1.0 + torch.erf(score / math.sqrt(2.0)))
