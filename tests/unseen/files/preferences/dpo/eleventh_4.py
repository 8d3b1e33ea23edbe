# "the sum of log-probabilities of each sequence, (n,)": a squeeze of every dimension of size 1 makes (n,) times (n, 1) for t = 2 and n > 1, so each sequence gets the sum over the batch; logits (2, 2, v), tokens [[0, 1], [3, 2]], mask all 1 (n = 1 or t = 3 is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    labels = torch.where(counted, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, labels.unsqueeze(-1)).squeeze()
    return (observed * counted.to(logits.dtype)).sum(dim=-1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected.detach()
    return -F.logsigmoid(beta * (chosen - rejected)).mean()
