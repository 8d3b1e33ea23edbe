# sequence_log_prob: the sum over the tokens is divided by the number of tokens that count, so it is the mean log-probability per token.
import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    targets = tokens[:, 1:].masked_fill(~counted, 0)
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    picked = log_probs.gather(2, targets.unsqueeze(2)).squeeze(2)
    picked = picked.masked_fill(~counted, 0.0)
    lengths = counted.sum(dim=1).clamp(min=1)
    return picked.sum(dim=1) / lengths


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
