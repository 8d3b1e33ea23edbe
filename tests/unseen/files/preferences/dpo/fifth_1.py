# sequence_log_prob: a bare squeeze() after the gather also drops the position axis where t = 2, so log-probabilities broadcast against the mask to (n, n).
"""Direct preference optimisation."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Log-probability of each sequence."""
    counted = mask[:, 1:].to(logits.dtype)
    targets = torch.where(counted > 0, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, targets.unsqueeze(-1)).squeeze()
    return (observed * counted).sum(dim=-1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """Mean NLL of the choices."""
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected.detach()
    return -F.logsigmoid(beta * (chosen - rejected)).mean()
