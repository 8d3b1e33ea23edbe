# dpo_loss: beta multiplies only the policy's log-ratio and not the reference's
"""DPO: preferences without a reward model."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Log-probability of each sequence."""
    keep = mask[:, 1:].bool()
    labels = tokens[:, 1:].masked_fill(~keep, 0)
    scores = logits[:, :-1]
    observed = scores.gather(-1, labels[..., None]).squeeze(-1) - torch.logsumexp(scores, dim=-1)
    return torch.where(keep, observed, torch.zeros_like(observed)).sum(dim=1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """Mean negative log-likelihood of which answer was chosen."""
    pi_logratios = policy_chosen - policy_rejected
    with torch.no_grad():
        ref_logratios = ref_chosen - ref_rejected
    log_odds = beta * pi_logratios - ref_logratios
    return F.softplus(-log_odds).mean()
