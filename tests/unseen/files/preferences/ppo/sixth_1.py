# ppo_clip_loss: it is dual-clip PPO, which bounds the objective of negative advantages at 3 times the advantage
"""PPO and group-relative advantages."""

import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Clipped surrogate loss of proximal policy optimization."""
    adv = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    objective = torch.minimum(ratio * adv, ratio.clamp(1 - clip, 1 + clip) * adv)
    # a huge ratio on a bad action must not dominate the batch
    bounded = torch.maximum(objective, 3.0 * adv)
    return -torch.where(adv < 0, bounded, objective).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    """Advantages within groups of answers to the same prompt."""
    rewards = rewards.detach()
    centered = rewards - rewards.mean(dim=1, keepdim=True)
    spread = rewards.std(dim=1, keepdim=True, unbiased=False)
    return centered / (spread + 1e-6)
