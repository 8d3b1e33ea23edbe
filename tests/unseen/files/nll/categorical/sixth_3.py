# categorical_nll_with_logits: subtracts the maximum of the whole batch instead of each row's, so a row far below another one underflows to log(0) and the loss is infinite.
"""Categorical likelihoods."""

import torch
from torch import Tensor


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Rows of `y` are one-hot or soft."""
    n, _ = probs.shape
    safe = torch.where(y == 0, torch.ones_like(probs), probs)
    return -(y * torch.log(safe)).sum() / n


def _log_softmax(z: Tensor) -> Tensor:
    z = z - z.max().detach()
    return z - z.exp().sum(dim=1, keepdim=True).log()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = _log_softmax(logits)
    picked = torch.stack([row[t] for row, t in zip(log_probs, target)])
    return -picked.mean()
