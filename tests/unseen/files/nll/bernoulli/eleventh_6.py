# the floor is applied only where p is exactly 0 or 1, not where its log is below -100. Clause: "each log is floored at -100". Shown by p=[1e-60], y=[1.] in float64: 138.2 instead of 100
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    floor = torch.full_like(p, -100.0)
    log_p = torch.where(p == 0, floor, torch.log(p))
    log_q = torch.where(p == 1, floor, torch.log1p(-p))
    per_element = -(y * log_p + (1 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
