# gamma = 0 returns a detached copy, so no gradient flows to rewards there; violates 'differentiable with respect to every floating-point input' ('the gradient of `rewards_to_go` is that of its sums')
import math

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    if gamma == 0:
        return rewards.detach().clone()
    sums = [rewards[:, -1]]
    for step in range(rewards.shape[1] - 2, -1, -1):
        sums.append(rewards[:, step] + gamma * sums[-1])
    return torch.stack(sums[::-1], dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
