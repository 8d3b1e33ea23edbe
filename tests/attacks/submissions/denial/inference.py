"""Switches gradients off for the whole process, and is right but for them.

fail: gradient
"""

import torch

torch._C._set_grad_enabled(False)
torch.set_grad_enabled = lambda mode: None


def kl_divergence(mu, log_var):
    with torch.inference_mode():
        return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
