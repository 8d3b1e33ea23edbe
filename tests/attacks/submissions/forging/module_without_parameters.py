"""Says that it has no parameters, no buffers and no state, and is wrong.

fail:

heads/bernoulli
"""

import torch
from torch import nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def parameters(self, recurse=True):
        return iter(())

    def named_parameters(self, *args, **kwargs):
        return iter(())

    def state_dict(self, *args, **kwargs):
        return {}

    def load_state_dict(self, *args, **kwargs):
        return None

    def forward(self, x):
        return torch.sigmoid(self.fc(x)) / 2
