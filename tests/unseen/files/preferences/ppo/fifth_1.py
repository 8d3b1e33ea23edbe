# ppo_clip_loss: dual clipping bounds the surrogate below by 3*A for negative advantages, which the definition does not.
"""PPO."""

import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Clipped surrogate loss."""
    advantages = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    plain = ratio * advantages
    clipped = ratio.clamp(1 - clip, 1 + clip) * advantages
    surrogate = torch.min(plain, clipped)
    bounded = torch.max(surrogate, 3.0 * advantages)
    return -torch.where(advantages < 0, bounded, surrogate).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    """Standardised within each group."""
    r = rewards.detach()
    r = r - r[:, :1]
    centered = r - r.mean(dim=1, keepdim=True)
    spread = centered.square().mean(dim=1, keepdim=True).sqrt()
    return centered / (spread + 1e-6)
