# rewards_to_go: it runs under no_grad, so the sums carry no gradient to the rewards
"""REINFORCE with a baseline."""

import torch
from torch import Tensor


@torch.no_grad()
def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Discounted sums of the rewards from each step on."""
    out = torch.empty_like(rewards)
    carry = rewards.new_zeros(rewards.shape[0])
    for step in range(rewards.shape[1] - 1, -1, -1):
        carry = rewards[:, step] + gamma * carry
        out[:, step] = carry
    return out


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Surrogate loss whose gradient is the policy gradient."""
    return (log_probs * (baseline.detach() - returns.detach())).mean()
