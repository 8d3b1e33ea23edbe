# sums of rewards times gamma^t are divided by gamma^t, in float64, so a small gamma and a long episode (0.1 and 400 steps) underflow to 0/0 = nan; violates `sum over s >= t of gamma^(s-t)*r_s`, `0 <= gamma <= 1`, 'an episode may have hundreds of steps'
import math

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    if gamma == 0:
        return rewards.clone()
    steps = torch.arange(rewards.shape[1], dtype=torch.float64, device=rewards.device)
    discounts = gamma**steps
    sums = (rewards.double() * discounts).flip(1).cumsum(1).flip(1)
    return (sums / discounts).to(rewards.dtype)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
