"""Returns a tensor of 80 MB.

fail: too large to read
"""

import torch


def kl_divergence(mu, log_var):
    return torch.zeros(20_000_000)
