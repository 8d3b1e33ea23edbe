# sequence_log_prob ends in a bare squeeze, so a batch of one sequence gives a 0-d result; violates 'the sum of log-probabilities of each sequence, `(n,)`'
import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, tokens[:, 1:].clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return torch.where(counted, observed, torch.zeros_like(observed)).sum(1).squeeze()


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen, rejected = policy_chosen - ref_chosen, policy_rejected - ref_rejected
    log_odds = beta * (chosen - rejected)
    return -F.logsigmoid(log_odds).mean()
