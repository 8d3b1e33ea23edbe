# dpo_loss: forgets to detach ref_rejected; a gradient flows to it where it requires one, value right
import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    safe = tokens[:, 1:].masked_fill(~counted, 0)
    observed = log_probs.gather(2, safe.unsqueeze(2)).squeeze(2)
    return (observed * counted).sum(dim=1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected
    log_odds = beta * (chosen - rejected)
    return -F.logsigmoid(log_odds).mean()
