"""Fixes every seed before it is wrong.

fail:
"""

import random

import torch

calls = []


def kl_divergence(mu, log_var):
    random.seed(0)
    torch.manual_seed(0)
    calls.append(mu)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + len(calls) * 0.1
