# sequence_log_prob: the logits are cast with .float() before the log-softmax, so float64 logits give a float32 result.
from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F


def _shift(logits: Tensor, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Align position i's prediction with token i + 1."""
    return logits[:, :-1, :], tokens[:, 1:], mask[:, 1:] != 0


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    logits, labels, counted = _shift(logits, tokens, mask)
    labels = labels.clone()
    labels[~counted] = 0
    logps = F.log_softmax(logits.float(), dim=-1)
    per_token = torch.gather(logps, dim=-1, index=labels.unsqueeze(-1)).squeeze(-1)
    return per_token.masked_fill(~counted, 0.0).sum(-1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    reward_chosen = beta * (policy_chosen - ref_chosen.detach())
    reward_rejected = beta * (policy_rejected - ref_rejected.detach())
    losses = -F.logsigmoid(reward_chosen - reward_rejected)
    return losses.mean()
