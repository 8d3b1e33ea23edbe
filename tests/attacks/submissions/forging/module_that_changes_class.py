"""Becomes an object of another class when it is called.

fail:

heads/bernoulli
"""

from torch import nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x):
        self.__class__ = nn.Identity
        return x[:, :1]
