# "gamma of 0 is legal": powers are exp((s-t)*log(gamma)) with gamma held above 1e-6, wrong where gamma = 0 and a later reward is far larger than this one; rewards [[0., 1000.]], gamma=0: 0.001 instead of 0
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    steps = torch.arange(rewards.shape[1], dtype=torch.float64, device=rewards.device)
    gaps = steps[:, None] - steps
    weights = torch.exp(gaps.clamp(min=0) * math.log(max(gamma, 1e-6)))
    weights = torch.where(gaps >= 0, weights, torch.zeros_like(weights))
    return (rewards.double() @ weights).to(rewards.dtype)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
