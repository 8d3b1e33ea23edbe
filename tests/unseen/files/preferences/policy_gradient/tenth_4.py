# returns and baseline are detached only if they are leaves, so a baseline that a critic has computed (a non-leaf) gets a gradient; violates '`returns` and `baseline` are *fixed*'
import math

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    sums = [rewards[:, -1]]
    for step in range(rewards.shape[1] - 2, -1, -1):
        sums.append(rewards[:, step] + gamma * sums[-1])
    return torch.stack(sums[::-1], dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    returns = returns.detach() if returns.is_leaf else returns
    baseline = baseline.detach() if baseline.is_leaf else baseline
    advantages = returns - baseline
    return -(log_probs * advantages).mean()
