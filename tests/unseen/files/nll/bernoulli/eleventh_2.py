# the floor of -100 is applied to the version from logits as well. Clause: "The version from logits has no floor", "finite and accurate for any finite logit". Shown by logits=[-1e4], y=[1.]: 100 instead of 10000
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    per_element = -(y * log_p + (1 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits).clamp(min=-100)
    log_q = F.logsigmoid(-logits).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()
