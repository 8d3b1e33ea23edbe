# "mean of -log sigmoid(...)": the conservative form, which takes 1 label in 100 for exchanged, near where the log-odds are small; policy [-1.], [-2.], ref [-3.], [-1.5], beta=1
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    labels = torch.where(counted, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    return torch.where(counted, observed, torch.zeros_like(observed)).sum(dim=1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected.detach()
    log_odds = beta * (chosen - rejected)
    return -(0.99 * F.logsigmoid(log_odds) + 0.01 * F.logsigmoid(-log_odds)).mean()
