# rewards_to_go: the powers of gamma with negative exponents are multiplied by a mask of 0, which is inf * 0 = nan for gamma = 0 and for small gammas over long episodes
"""REINFORCE with a baseline."""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Discounted sums of the rewards from each step on, as one matrix product."""
    steps = torch.arange(rewards.shape[1], device=rewards.device)
    lag = steps[:, None] - steps[None, :]
    base = torch.full((), gamma, dtype=rewards.dtype, device=rewards.device)
    discount = base ** lag.to(rewards.dtype) * (lag >= 0)
    return rewards @ discount


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Surrogate loss whose gradient is the policy gradient."""
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
