# reinforce_loss: the advantages are standardised over the batch, which the definition does not do (and a single element gives nan).
"""REINFORCE."""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Discounted sums from each step on."""
    running = torch.zeros_like(rewards[:, 0])
    sums = []
    for r in reversed(rewards.unbind(dim=1)):
        running = r + gamma * running
        sums.append(running)
    return torch.stack(sums[::-1], dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Surrogate loss."""
    advantages = (returns - baseline).detach()
    advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
    return -(log_probs * advantages).mean()
