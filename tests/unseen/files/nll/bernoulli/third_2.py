# bernoulli_nll_with_logits: the logs are floored at -100, so losses beyond 100 are cut and have no gradient.
import torch
from torch import Tensor
from torch.nn import functional as F

LOG_FLOOR = -100.0


def _mix(log_p: Tensor, log_q: Tensor, y: Tensor) -> Tensor:
    log_p = log_p.clamp(min=LOG_FLOOR)
    log_q = log_q.clamp(min=LOG_FLOOR)
    return -(y * log_p + (1 - y) * log_q).mean()


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    return _mix(torch.log(p), torch.log1p(-p), y)


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    return _mix(F.logsigmoid(logits), F.logsigmoid(-logits), y)
