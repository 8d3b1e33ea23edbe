# bernoulli_nll: lets a target pay only the cost of a one or of a zero, whichever is nearer, so a soft target is rounded instead of paying the shares y and 1 - y.
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp_min(-100)
    log_q = torch.log1p(-p).clamp_min(-100)
    log_likelihood = torch.where(y >= 0.5, log_p, log_q)
    return -log_likelihood.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    log_likelihood = y * log_p + (1 - y) * log_q
    return -log_likelihood.mean()
