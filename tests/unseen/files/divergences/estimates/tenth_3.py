# the log ratio of all three is clamped to +-60, so k1 and k2 (and the gradients) are wrong where the log-probabilities differ by more, as -1000 and -10; violates `k1 = logp - logq`, 'log-probabilities to -1e3'
import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = (logq - logp).clamp(-60, 60)
    k1 = -log_ratio
    k2 = log_ratio**2 / 2
    k3 = torch.expm1(log_ratio) - log_ratio
    return k1, k2, k3
