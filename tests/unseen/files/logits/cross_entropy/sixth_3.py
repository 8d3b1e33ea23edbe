# cross_entropy: it overwrites the ignored entries of the caller's target tensor with 0 in place
"""Cross-entropy with padding and with smoothing."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count."""
    n = logits.shape[0]
    padding = target == ignore_index
    target[padding] = 0  # any legal class, its row gets no weight
    logp = F.log_softmax(logits, dim=-1)[torch.arange(n, device=logits.device), target]
    logp = logp.masked_fill(padding, 0.0)
    return -logp.sum() / (n - padding.sum())


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets that are mixed with the uniform distribution."""
    k = logits.shape[-1]
    onehot = F.one_hot(target, k).to(logits.dtype)
    soft = (1 - eps) * onehot + eps / k
    return -torch.einsum("nk,nk->n", soft, F.log_softmax(logits, dim=-1)).mean()
