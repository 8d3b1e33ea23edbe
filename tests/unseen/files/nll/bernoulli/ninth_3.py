# bernoulli_nll_with_logits: softplus by torch.where, exp overflows in the branch not taken; nan gradient at logit = 1000, value right
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    softplus = torch.where(logits > 30, logits, torch.log1p(torch.exp(logits)))
    return (softplus - y * logits).mean()
