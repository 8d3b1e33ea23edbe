# categorical_nll: takes the mean over the classes with y > 0 and not over the rows, so soft targets are divided by the number of non-zero entries.
"""Cross-entropy from the categorical likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    seen = y > 0
    return -(y[seen] * torch.log(probs[seen])).mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()
