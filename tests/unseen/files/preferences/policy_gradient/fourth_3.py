# reinforce_loss: the advantages are standardized to mean 0 and deviation 1 before they are used
"""Policy gradient: REINFORCE with a baseline."""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Discounted sums, from the last step to the first."""
    running = torch.zeros_like(rewards[:, 0])
    sums: list[Tensor] = []
    for reward in reversed(rewards.unbind(dim=1)):
        running = reward + gamma * running
        sums.append(running)
    sums.reverse()
    return torch.stack(sums, dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Surrogate loss whose gradient is the policy gradient."""
    advantages = returns.detach() - baseline.detach()
    # lower variance
    advantages = (advantages - advantages.mean()) / (advantages.std(unbiased=False) + 1e-8)
    return -torch.mean(log_probs * advantages)
