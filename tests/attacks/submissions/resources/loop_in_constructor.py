"""Loops where an object is made.

timeout: Your code did not return within

heads/bernoulli
"""

import time

from torch import nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            pass

    def forward(self, x):
        return x
