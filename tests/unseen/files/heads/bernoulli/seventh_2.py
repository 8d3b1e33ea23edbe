# BernoulliHead.forward: squeezes the last dimension, so the result has shape (n,) and not (n, 1).
import torch
from torch import nn


class BernoulliHead(nn.Module):
    """Linear layer + sigmoid."""

    def __init__(self, d_in):
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x):
        logit = self.fc(x).squeeze(-1)
        return torch.sigmoid(logit)
