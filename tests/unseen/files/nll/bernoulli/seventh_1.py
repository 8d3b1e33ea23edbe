# bernoulli_nll: the floor of -100 is put on the mixed log-likelihood of an element and not on each logarithm, so a soft target at a p of 0 or 1 pays 100 and not its share of it.
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_likelihood = torch.xlogy(y, p) + torch.special.xlog1py(1 - y, -p)
    return -log_likelihood.clamp(min=-100).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
