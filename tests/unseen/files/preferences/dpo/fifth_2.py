# dpo_loss: beta multiplies only the policy's log-ratio, the reference's is subtracted unscaled.
"""DPO."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    labels = tokens[:, 1:].masked_fill(~counted, 0)
    log_probs = logits[:, :-1].log_softmax(-1)
    token_logps = log_probs.gather(-1, labels[..., None])[..., 0]
    return token_logps.masked_fill(~counted, 0.0).sum(-1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    pi_logratios = policy_chosen - policy_rejected
    ref_logratios = (ref_chosen - ref_rejected).detach()
    log_odds = beta * pi_logratios - ref_logratios
    return F.softplus(-log_odds).mean()
