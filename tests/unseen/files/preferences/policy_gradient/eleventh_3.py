# "The gradient of rewards_to_go is that of its sums": computed without a graph, so rewards get no gradient; rewards [[1., 2., 3.]] requiring one, gamma=0.5; values are right
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    rewards = rewards.detach()
    sums = [rewards[:, -1]]
    for step in range(rewards.shape[1] - 2, -1, -1):
        sums.append(rewards[:, step] + gamma * sums[-1])
    return torch.stack(sums[::-1], dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
