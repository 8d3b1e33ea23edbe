# bernoulli_nll floors log p at -100 only where p is exactly 0, so a p of 1e-60 (float64) costs 138 ("each log is floored at -100")
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.where(p == 0, torch.full_like(p, -100.0), torch.log(p))
    log_q = torch.log1p(-p).clamp(min=-100)
    per_element = -(y * log_p + (1 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
