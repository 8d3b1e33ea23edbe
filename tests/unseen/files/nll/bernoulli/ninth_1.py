# bernoulli_nll: only log(0) is replaced by -100, smaller logs are not floored; wrong in float64 at p = 1e-60, y = 1 (138 instead of 100)
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).nan_to_num(neginf=-100.0)
    log_q = torch.log1p(-p).nan_to_num(neginf=-100.0)
    return -(y * log_p + (1 - y) * log_q).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
