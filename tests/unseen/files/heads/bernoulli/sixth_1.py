# BernoulliHead.forward: pads the logit with a zero to two classes in the order (logit, 0) and returns column 1, which is P(y=0).
"""A probability for a yes-or-no question."""

import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = self.fc(x)
        two = torch.cat([logit, torch.zeros_like(logit)], dim=1)
        return torch.softmax(two, dim=1)[:, 1:]
