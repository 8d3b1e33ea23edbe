# GaussianHead.nll_loss: takes log_std from the layer without the clamp to [-5, 5] that forward applies.
import math

import torch
from torch import nn

LOG_2PI = math.log(2.0 * math.pi)


class GaussianHead(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x):
        mu = self.mean_head(x)
        log_std = torch.clamp(self.log_std_head(x), min=-5.0, max=5.0)
        return mu, torch.exp(log_std)

    def nll_loss(self, x, y):
        mu = self.mean_head(x)
        log_std = self.log_std_head(x)
        precision = torch.exp(-2.0 * log_std)
        per_row = 0.5 * (LOG_2PI + 2.0 * log_std + precision * (y - mu).square())
        return per_row.mean()
