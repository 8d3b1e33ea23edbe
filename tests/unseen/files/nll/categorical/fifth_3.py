# categorical_nll_with_logits: selects the target columns for every row (an (n, n) matrix) and averages it all, so each row is scored on the other rows' labels too.
"""Likelihood of labels."""

import torch
from torch import Tensor


class _Scores:
    """Normalised log-probabilities of a batch."""

    def __init__(self, logits: Tensor) -> None:
        self.log_probs = logits - torch.logsumexp(logits, dim=1, keepdim=True)

    def of(self, target: Tensor) -> Tensor:
        return self.log_probs[:, target]


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    n = y.shape[0]
    return -torch.xlogy(y, torch.where(y == 0, torch.ones_like(probs), probs)).sum() / n


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    return _Scores(logits).of(target).neg().mean()
