# bernoulli_nll_with_logits: folds the target into a sign and takes softplus(-(2y-1)*logit), which is the NLL only for y of 0 or 1 and wrong for soft targets.
"""Bernoulli NLL, two ways."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    floor = -100.0
    lp = p.log().clamp_min(floor)
    lq = torch.log1p(-p).clamp_min(floor)
    return torch.mean(-(y * lp) - (1 - y) * lq)


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    # y in {0, 1} -> s in {-1, +1};  -log sigmoid(s*z)
    s = 2 * y - 1
    return F.softplus(-s * logits).mean()
