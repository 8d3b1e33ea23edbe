# bernoulli_nll: a soft target is rounded to the nearer of 0 and 1 instead of paying a share of both log-probabilities
"""Binary cross-entropy as a likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    floor = -100.0
    log_p = torch.clamp(torch.log(p), min=floor)
    log_q = torch.clamp(torch.log1p(-p), min=floor)
    log_likelihood = torch.where(y > 0.5, log_p, log_q)
    return -log_likelihood.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
