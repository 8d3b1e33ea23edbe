# bernoulli_nll_with_logits: floors the logs at -100 here too; wrong at logit = -150, y = 1 (and a zero gradient)
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits).clamp(min=-100)
    log_q = F.logsigmoid(-logits).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()
