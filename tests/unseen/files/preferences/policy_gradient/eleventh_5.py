# "gamma^(s-t)*r_s", a reward's own step is not discounted: the convention in which the reward arrives one step later, gamma^(s-t+1), near for gamma near 1; rewards [[1., 2., 3.]], gamma=0.99
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    sums = [rewards[:, -1]]
    for step in range(rewards.shape[1] - 2, -1, -1):
        sums.append(rewards[:, step] + gamma * sums[-1])
    return gamma * torch.stack(sums[::-1], dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
