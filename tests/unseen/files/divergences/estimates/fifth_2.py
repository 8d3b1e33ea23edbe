# kl_estimates: logq is detached as if q were a frozen reference, so its gradient is missing.
"""Per-token KL estimators."""

import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    policy, reference = logp, logq.detach()
    diff = policy - reference
    excess = torch.expm1(-diff) + diff
    return diff, diff**2 / 2, torch.relu(excess)
