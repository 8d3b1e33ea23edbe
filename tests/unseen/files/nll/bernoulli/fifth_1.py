# bernoulli_nll: the floor of -100 is put on the combined log-likelihood and not on each logarithm, so a soft target at p of exactly 0 or 1 costs 100 and not its share of 100.
"""Binary cross-entropy from the Bernoulli likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_lik = torch.xlogy(y, p) + torch.xlogy(1 - y, 1 - p)
    return -log_lik.clamp(min=-100.0).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p, log_q = F.logsigmoid(logits), F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
