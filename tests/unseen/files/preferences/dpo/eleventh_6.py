# "log-probabilities to -1e4, beta 0.01 to 2": the log-odds are held within 2e4, where both answers moved in opposite directions by 1e4 and beta = 2 they are 4e4; policy [-1e4], [0.], ref [0.], [-1e4], beta=2: 40000, with a gradient
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
    log_odds = (beta * (chosen - rejected)).clamp(-2e4, 2e4)
    return -F.logsigmoid(log_odds).mean()
