# rewards_to_go: leaves out rewards whose discount is below 1e-2; wrong in long episodes (gamma = 0.9, 100 steps), right in short ones
import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    total, weight, k = rewards, gamma, 1
    while k < rewards.shape[1] and weight > 1e-2:
        later = torch.cat([rewards[:, k:], torch.zeros_like(rewards[:, :k])], dim=1)
        total = total + weight * later
        weight, k = weight * gamma, k + 1
    return total.clone() if total is rewards else total


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
