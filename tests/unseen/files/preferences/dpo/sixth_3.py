# dpo_loss: the margins are averaged over the batch before the log-sigmoid instead of the losses after it
"""DPO: preferences without a reward model."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Log-probability of each sequence."""
    out = []
    for scores, labels, keep in zip(logits[:, :-1], tokens[:, 1:], mask[:, 1:].bool()):
        log_probs = F.log_softmax(scores[keep], dim=-1)
        out.append(log_probs.gather(-1, labels[keep].unsqueeze(-1)).sum())
    return torch.stack(out)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """Mean negative log-likelihood of which answer was chosen."""
    chosen_reward = beta * (policy_chosen - ref_chosen.detach())
    rejected_reward = beta * (policy_rejected - ref_rejected.detach())
    margin = (chosen_reward - rejected_reward).mean()
    return -F.logsigmoid(margin)
