# rewards_to_go: cumulative sum of discounted rewards, divided by gamma^t; nan at gamma = 0, lost digits and nan at gamma = 0.5 with 300 steps in float32
import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    steps = torch.arange(rewards.shape[1], dtype=rewards.dtype, device=rewards.device)
    weights = gamma**steps
    return (rewards * weights).flip(1).cumsum(dim=1).flip(1) / weights


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
