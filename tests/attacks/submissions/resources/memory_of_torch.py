"""Makes a tensor of a terabyte.

error: Your code raised RuntimeError
"""

import torch


def kl_divergence(mu, log_var):
    return torch.empty(1 << 38).sum()
