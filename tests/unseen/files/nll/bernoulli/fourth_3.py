# bernoulli_nll: averages the cost of ones over the ones and that of zeros over the zeros, then halves the sum, instead of one mean over all elements
"""From coin tosses to the log loss."""

import torch
from torch import Tensor
from torch.nn import functional as F

LOG_FLOOR = -100.0


def _floored_log(v: Tensor) -> Tensor:
    return torch.log(v).clamp_min(LOG_FLOOR)


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    ones, zeros = y, 1 - y
    cost_ones = -(ones * _floored_log(p)).sum() / ones.sum().clamp_min(1e-8)
    cost_zeros = -(zeros * _floored_log(1 - p)).sum() / zeros.sum().clamp_min(1e-8)
    return 0.5 * (cost_ones + cost_zeros)


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    return (y * F.softplus(-logits) + (1 - y) * F.softplus(logits)).mean()
