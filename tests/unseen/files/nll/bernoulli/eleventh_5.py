# KL divergence of the prediction from the target (entropy of y subtracted) instead of the NLL; equal for hard targets. Clause: "mean of `-(y*log p + (1-y)*log(1-p))`, soft targets too". Shown by p=[0.5], y=[0.5]: 0 instead of 0.693
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    per_element = -(y * log_p + (1 - y) * log_q)
    entropy = -(torch.xlogy(y, y) + torch.xlogy(1 - y, 1 - y))
    return (per_element - entropy).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits)
    log_q = F.logsigmoid(-logits)
    return -(y * log_p + (1 - y) * log_q).mean()
