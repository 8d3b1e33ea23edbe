# sequence_log_prob: which tokens count is read off tokens != -100 and the mask is ignored
"""DPO: preferences without a reward model."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Log-probability of each sequence."""
    labels = tokens[:, 1:].clone()
    loss_mask = labels != -100
    labels[labels == -100] = 0
    log_probs = F.log_softmax(logits[:, :-1, :], dim=-1)
    per_token = torch.gather(log_probs, dim=2, index=labels.unsqueeze(2)).squeeze(2)
    return (per_token * loss_mask).sum(-1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """Mean negative log-likelihood of which answer was chosen."""
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected.detach()
    return -F.logsigmoid(beta * (chosen - rejected)).mean()
