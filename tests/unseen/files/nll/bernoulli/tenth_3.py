# with logits, logits are clamped at 2e4, so value and gradient are wrong beyond ("finite and accurate for any finite logit")
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    per_element = -(y * log_p + (1 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    logits = logits.clamp(-2e4, 2e4)
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
