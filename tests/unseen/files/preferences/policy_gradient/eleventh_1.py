# "sum over s >= t of gamma^(s-t)*r_s": discounted from the start of the episode, gamma^s, not from the step; rewards [[1., 2., 3.]], gamma=0.5
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    powers = [gamma**step for step in range(rewards.shape[1])]
    weighted = rewards * torch.tensor(powers, dtype=rewards.dtype, device=rewards.device)
    return weighted.flip(1).cumsum(1).flip(1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
