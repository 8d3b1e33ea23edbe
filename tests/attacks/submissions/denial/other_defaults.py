"""Leaves torch with other defaults, and is wrong.

fail:
"""

import torch

torch.set_default_dtype(torch.float16)
torch.autograd.set_detect_anomaly(True)
torch.set_grad_enabled(False)


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
