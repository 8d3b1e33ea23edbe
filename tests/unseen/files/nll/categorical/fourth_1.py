# categorical_nll: reads only the log-probability of the argmax of each target row, so soft targets are treated as one-hot
"""Cross-entropy, twice."""

import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    labels = y.argmax(dim=1, keepdim=True)
    picked = probs.gather(1, labels).squeeze(1)
    return -picked.log().mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()
