# categorical_nll_with_logits: subtracts the maximum of the whole batch instead of each row's, so rows far below it underflow to log(0)
"""Categorical likelihoods."""

import torch
from torch import Tensor


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y == 0, torch.ones_like(probs), probs)
    per_row = -torch.einsum("nk,nk->n", y, safe.log())
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    shifted = logits - logits.max().detach()
    log_norm = shifted.exp().sum(dim=1).log()
    rows = torch.arange(logits.shape[0], device=logits.device)
    return (log_norm - shifted[rows, target]).mean()
