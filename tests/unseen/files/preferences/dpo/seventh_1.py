# sequence_log_prob: the result is collected in torch.zeros(n) of the default dtype, so float64 logits give float32 log-probabilities.
import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    n, t, _ = logits.shape
    log_probs = F.log_softmax(logits, dim=-1)
    keep = mask.bool()
    result = torch.zeros(n, device=logits.device)
    for i in range(n):
        positions = torch.nonzero(keep[i, 1:]).flatten()
        if len(positions) == 0:
            continue
        picked = log_probs[i, positions, tokens[i, positions + 1]]
        result[i] = picked.sum()
    return result


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
