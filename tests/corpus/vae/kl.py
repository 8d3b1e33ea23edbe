"""Answers to vae/kl."""

import torch
from torch import Tensor

from tests.corpus import right, wrong


@right("kl_divergence")
def by_the_contract(mu: Tensor, log_var: Tensor) -> Tensor:
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("kl_divergence", named="half-lost")
def twice(mu: Tensor, log_var: Tensor) -> Tensor:
    return torch.sum(mu.pow(2) + torch.exp(log_var) - log_var - 1)
