# sequence_log_prob: tokens that do not count are set to 0 in a view of `tokens`, which changes the caller's tensor.
"""Preferences without a reward model."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Sum of the log-probabilities of the tokens that count."""
    labels = tokens[:, 1:]
    loss_mask = mask[:, 1:].bool()

    # dummy token where there is nothing to predict
    labels[~loss_mask] = 0

    per_token = torch.gather(
        F.log_softmax(logits[:, :-1, :], dim=-1), dim=2, index=labels.unsqueeze(2)
    ).squeeze(2)
    return (per_token * loss_mask).sum(-1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """-log sigmoid of the difference of implicit rewards, averaged over pairs."""
    with torch.no_grad():
        anchor_chosen = ref_chosen.clone()
        anchor_rejected = ref_rejected.clone()
    reward_chosen = policy_chosen - anchor_chosen
    reward_rejected = policy_rejected - anchor_rejected
    losses = -F.logsigmoid(beta * (reward_chosen - reward_rejected))
    return losses.mean()
