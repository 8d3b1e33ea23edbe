"""Has every attribute that it is asked for, and is wrong.

fail:

heads/bernoulli
"""

import torch
from torch import nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return lambda *args, **kwargs: self

    def forward(self, x):
        return torch.sigmoid(self.fc(x)) / 2
