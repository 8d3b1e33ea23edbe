# "the two ref are fixed": ref_rejected is not detached and gets a gradient, ref_chosen does not; any values, for example policy [-1.], [-2.], ref [-3.], [-1.5], beta=0.1
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
    rejected = policy_rejected - ref_rejected
    return -F.logsigmoid(beta * (chosen - rejected)).mean()
