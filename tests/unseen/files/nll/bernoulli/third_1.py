# bernoulli_nll: the floor of -100 is put on the weighted sum of the logs, not on each log (wrong for soft targets at p of 0 or 1).
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Bernoullis."""
    log_lik = torch.xlogy(y, p) + torch.special.xlog1py(1 - y, -p)
    log_lik = log_lik.clamp(min=-100)
    return -log_lik.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets, from the logits of the probabilities."""
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
