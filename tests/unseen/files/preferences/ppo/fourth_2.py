# ppo_clip_loss: the minimum is taken of the ratios before they are multiplied by the advantage, which is wrong for negative advantages
"""Proximal policy optimization."""

import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """-mean of the smaller ratio times the advantage."""
    ratio = (logp - logp_old.detach()).exp()
    held = torch.clamp(ratio, min=1.0 - clip, max=1.0 + clip)
    smaller = torch.minimum(ratio, held)
    return -(smaller * advantages.detach()).mean()


@torch.no_grad()
def group_advantages(rewards: Tensor) -> Tensor:
    """(r - mean) / (std + 1e-6) of each row."""
    mean = rewards.mean(dim=-1, keepdim=True)
    std = rewards.sub(mean).pow(2).mean(dim=-1, keepdim=True).sqrt()
    return (rewards - mean) / (std + 1e-6)
