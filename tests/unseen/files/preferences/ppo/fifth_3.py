# ppo_clip_loss: the log-ratio is clamped to [-clip, clip], so the ratio is held between exp(-clip) and exp(clip) and not 1-clip and 1+clip.
"""Proximal policy optimisation."""

import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Minus the mean of the smaller surrogate."""
    log_ratio = logp - logp_old.detach()
    weight = advantages.detach()
    free = log_ratio.exp() * weight
    held = log_ratio.clamp(-clip, clip).exp() * weight
    return torch.minimum(free, held).mean().neg()


def group_advantages(rewards: Tensor) -> Tensor:
    """(r - mean) / (std + 1e-6) within each group, population std."""
    fixed = rewards.detach()
    offset = fixed - fixed.amin(dim=-1, keepdim=True)
    centered = offset - offset.mean(dim=-1, keepdim=True)
    spread = torch.sqrt((centered**2).mean(dim=-1, keepdim=True))
    return centered / (spread + 1e-6)
