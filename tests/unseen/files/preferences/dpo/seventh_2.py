# dpo_loss: the reference log-probabilities are not detached, so gradient flows to ref_chosen and ref_rejected where they require one.
import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    predictions = logits[:, :-1]
    targets = tokens[:, 1:].masked_fill(~counted, 0)
    chosen_logit = predictions.gather(2, targets.unsqueeze(2)).squeeze(2)
    log_prob = chosen_logit - torch.logsumexp(predictions, dim=2)
    return log_prob.masked_fill(~counted, 0.0).sum(dim=1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    policy_margin = policy_chosen - policy_rejected
    ref_margin = ref_chosen - ref_rejected
    log_odds = beta * (policy_margin - ref_margin)
    return F.softplus(-log_odds).mean()
