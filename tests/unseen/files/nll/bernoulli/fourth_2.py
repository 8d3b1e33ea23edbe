# bernoulli_nll_with_logits: the max(logit, 0) term is detached, so the value is right but the gradient of positive logits lacks a 1
"""Bernoulli NLL from p and from logits."""

import torch
from torch import Tensor


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = p.log().clamp(min=-100)
    log_q = (1 - p).log().clamp(min=-100)
    return (-(y * log_p) - (1 - y) * log_q).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    # max(x, 0) - x*y + log(1 + exp(-|x|))
    peak = logits.clamp(min=0).detach()
    tail = torch.log1p(torch.exp(-logits.abs()))
    return (peak - logits * y + tail).mean()
