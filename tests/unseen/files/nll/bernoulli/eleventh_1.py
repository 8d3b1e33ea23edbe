# in the version from logits the linear term is y*logit instead of (1-y)*logit, a lost "1-". Clause: "the same from logits", i.e. `-(y*log p + (1-y)*log(1-p))`. Shown by logits=[2.], y=[1.]: 2.127 instead of 0.127
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    per_element = -(y * log_p + (1 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    return (y * logits + F.softplus(-logits)).mean()
