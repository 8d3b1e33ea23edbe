# bernoulli_nll_with_logits: the max(z, 0) of the stable form is taken under no_grad, so the value is right but the gradient misses the 1 of every positive logit.
"""Where binary cross-entropy comes from."""

import torch
from torch import Tensor


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """Mean NLL from probabilities, each log floored at -100."""
    log_p = torch.clamp(torch.log(p), min=-100)
    log_q = torch.clamp(torch.log1p(-p), min=-100)
    per_element = -torch.lerp(log_q, log_p, y) if y.dtype == p.dtype else -(y * log_p + (1 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """max(z, 0) - z*y + log(1 + exp(-|z|)), averaged."""
    with torch.no_grad():
        shift = logits.clamp(min=0)  # only there so that exp cannot overflow
    tail = torch.log1p(torch.exp(-logits.abs()))
    return (shift - logits * y + tail).mean()
