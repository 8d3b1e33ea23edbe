# reinforce_loss: the advantages are standardised over the batch, which changes the loss and its gradient
"""REINFORCE with a baseline."""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Discounted sums of the rewards from each step on."""
    running = torch.zeros_like(rewards[:, 0])
    sums = []
    for reward in reversed(rewards.unbind(dim=1)):
        running = reward + gamma * running
        sums.insert(0, running)
    return torch.stack(sums, dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Surrogate loss whose gradient is the policy gradient."""
    with torch.no_grad():
        advantages = returns - baseline
        advantages = (advantages - advantages.mean()) / (advantages.std(unbiased=False) + 1e-8)
    return torch.mean(-log_probs * advantages)
