# categorical_nll_with_logits: subtracts the maximum of the whole batch and not of each row, so a row far below the largest logit underflows to log(0).
"""Categorical NLL, from probabilities and from logits."""

import torch
from torch import Tensor


def _log_normalised(scores: Tensor) -> Tensor:
    """Log-softmax of each row, shifted first so that exp does not overflow."""
    shifted = scores - scores.max()
    return shifted - shifted.exp().sum(dim=-1, keepdim=True).log()


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of one-hot or soft targets under categorical distributions."""
    safe = torch.where(y > 0, probs, torch.ones_like(probs))
    per_row = -(y * torch.log(safe)).sum(dim=1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels, from the logits of their probabilities."""
    log_probs = _log_normalised(logits)
    rows = torch.arange(logits.shape[0], device=logits.device)
    observed = log_probs[rows, target]
    return -observed.mean()
