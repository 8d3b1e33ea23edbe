# the log-odds are clamped to +-1e4, value and gradient, while log-probabilities to -1e4 and beta to 2 reach 4e4; violates the definition with 'log-probabilities to -1e4, `beta` 0.01 to 2'
import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, tokens[:, 1:].clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return torch.where(counted, observed, torch.zeros_like(observed)).sum(1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen, rejected = policy_chosen - ref_chosen, policy_rejected - ref_rejected
    log_odds = (beta * (chosen - rejected)).clamp(-1e4, 1e4)
    return -F.logsigmoid(log_odds).mean()
