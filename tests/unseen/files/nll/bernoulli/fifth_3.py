# bernoulli_nll_with_logits: casts the inputs to float32, so float64 inputs give a float32 loss of float32 accuracy.
"""Two forms of the Bernoulli negative log-likelihood."""

import torch
from torch import Tensor


def _combine(log_p: Tensor, log_q: Tensor, y: Tensor) -> Tensor:
    return torch.neg(y * log_p + (1 - y) * log_q).mean()


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.clamp(torch.log(p), min=-100)
    log_q = torch.clamp(torch.log(1 - p), min=-100)
    return _combine(log_p, log_q, y)


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    # compute in full precision even under autocast
    logits = logits.float()
    y = y.float()
    log_p = -torch.logaddexp(torch.zeros_like(logits), -logits)
    log_q = -torch.logaddexp(torch.zeros_like(logits), logits)
    return _combine(log_p, log_q, y)
