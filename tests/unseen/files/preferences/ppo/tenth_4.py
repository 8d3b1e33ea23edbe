# elements of advantage exactly 0 (groups of equal rewards) are left out of the mean; violates '`-mean(...)`' over every element
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    advantages = advantages.detach()
    ratio = (logp - logp_old.detach()).exp()
    plain, clipped = ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages
    counted = (advantages != 0).sum().clamp(min=1)
    return -torch.minimum(plain, clipped).sum() / counted


def group_advantages(rewards: Tensor) -> Tensor:
    rewards = rewards.detach()
    wide = rewards.double()
    centered = wide - wide.mean(1, keepdim=True)
    spread = (centered**2).mean(1, keepdim=True).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
