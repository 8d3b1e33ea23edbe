# the sum stops where gamma^k falls below 1e-6, so one large reward (1e5) at the end of a long episode does not reach its beginning; violates `sum over s >= t` (all later rewards)
import math

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    size = rewards.shape[1]
    horizon = size
    if 0 < gamma < 1:
        horizon = min(size, math.ceil(math.log(1e-6) / math.log(gamma)) + 1)
    steps = torch.arange(size, device=rewards.device)
    lag = (steps.unsqueeze(0) - steps.unsqueeze(1)).to(rewards.dtype)
    inside = (lag >= 0) & (lag < horizon)
    weights = torch.where(inside, gamma ** lag.clamp(min=0), torch.zeros_like(lag))
    return rewards @ weights.T


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
