# dpo_loss: beta multiplies only the chosen answer's log-ratio, and not the rejected one's
"""Direct preference optimization."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Sum of the log-probabilities of the tokens that count, for each sequence."""
    counted = mask[:, 1:] != 0
    target = torch.where(counted, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    steps = F.log_softmax(logits[:, :-1], dim=-1)
    observed = steps.gather(-1, target[..., None])[..., 0]
    return observed.masked_fill(~counted, 0.0).sum(dim=1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """Mean negative log-likelihood of which answer was chosen."""
    with torch.no_grad():
        ref_chosen, ref_rejected = ref_chosen.clone(), ref_rejected.clone()
    margin = beta * (policy_chosen - ref_chosen) - (policy_rejected - ref_rejected)
    return F.softplus(-margin).mean()
