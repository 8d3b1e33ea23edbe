# categorical_nll: divides probs by their row sum first (as Keras does), which leaves the value and adds 1/n to the gradient of every probability.
"""Categorical NLL from probabilities and from logits."""

import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    probs = probs / probs.sum(dim=-1, keepdim=True)
    safe = torch.where(y > 0, probs, torch.ones_like(probs))
    per_row = -(y * safe.log()).sum(dim=-1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=-1)
    return -log_probs[torch.arange(len(target), device=logits.device), target].mean()
