# bernoulli_nll_with_logits: uses the margin form softplus((1-2y)*logit), which holds only for targets of exactly 0 or 1 and is wrong for soft targets.
"""Bernoulli NLL, from probabilities and from logits."""

import torch
from torch import Tensor
from torch.nn import functional as F

FLOOR = -100.0


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Bernoullis."""
    log_p = torch.log(p).clamp_min(FLOOR)
    log_q = torch.log1p(-p).clamp_min(FLOOR)
    per_element = -(y * log_p + (1.0 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets, from the logits of the probabilities.

    With the sign s = 2y - 1 the likelihood of a toss is sigmoid(s * logit), hence the loss is
    log(1 + exp(-s * logit)) = softplus(-s * logit).
    """
    margin = (2.0 * y - 1.0) * logits
    return F.softplus(-margin).mean()
