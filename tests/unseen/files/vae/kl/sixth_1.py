# kl_divergence: holds each element's divergence at a minimum of 0.05 nats (free bits), so codes near the prior cost too much and get no gradient.
"""KL from the standard normal."""

import torch
from torch import Tensor

FREE_NATS = 0.05


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = -0.5 * (1 + log_var - mu.pow(2) - log_var.exp())
    return per_element.clamp(min=FREE_NATS).sum()
