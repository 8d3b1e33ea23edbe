# "an episode may have hundreds of steps": discounted from the start and divided by gamma^t, which underflows to 0/0 for a small gamma and many steps (0 is treated apart); rewards ones (1, 400), gamma=0.1
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    if gamma == 0:
        return rewards.clone()
    steps = torch.arange(rewards.shape[1], dtype=rewards.dtype, device=rewards.device)
    powers = torch.exp(steps * math.log(gamma))
    return (rewards * powers).flip(1).cumsum(1).flip(1) / powers


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
