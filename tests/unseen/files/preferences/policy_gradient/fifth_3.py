# rewards_to_go: a cumulative sum of gamma^t*r_t is divided by gamma^t, which is 0/0 for gamma = 0 and underflows in long episodes.
"""Vectorised returns and the REINFORCE loss."""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Sum over s >= t of gamma^(s-t) * r_s, without a loop."""
    steps = torch.arange(rewards.shape[1], dtype=rewards.dtype, device=rewards.device)
    discounts = torch.pow(torch.full_like(steps, gamma), steps)
    discounted = rewards * discounts
    tail = discounted.flip(1).cumsum(1).flip(1)
    return tail / discounts


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Minus the mean of log-probability times advantage."""
    advantages = returns.detach() - baseline.detach()
    return (-log_probs * advantages).mean()
