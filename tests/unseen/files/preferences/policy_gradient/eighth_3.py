# rewards_to_go: the discount is gamma^s, counted from the start of the episode, instead of gamma^(s-t), counted from the step t itself.
from __future__ import annotations

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Matrix product with a triangular matrix of discounts."""
    t = rewards.shape[-1]
    powers = torch.tensor(
        [gamma**s for s in range(t)], dtype=rewards.dtype, device=rewards.device
    )
    later = torch.ones(t, t, dtype=rewards.dtype, device=rewards.device).tril()
    weights = later * powers.unsqueeze(1)
    return rewards @ weights


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Score-function surrogate."""
    with torch.no_grad():
        weight = returns - baseline
    return (log_probs * weight).mean().neg()
