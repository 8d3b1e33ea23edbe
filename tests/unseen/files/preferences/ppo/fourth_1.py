# group_advantages: rewards are centered within each group but divided by one deviation over the whole batch
"""PPO: clipped surrogate and group advantages."""

import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Clipped surrogate loss of proximal policy optimization."""
    advantages = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    plain, clipped = ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    """Advantages within groups of answers to the same prompt."""
    rewards = rewards.detach()
    centered = rewards - rewards.mean(dim=1, keepdim=True)
    spread = centered.square().mean().sqrt()
    return centered / (spread + 1e-6)
