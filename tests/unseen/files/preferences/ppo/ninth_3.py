# group_advantages: 1e-8 instead of 1e-6 in the denominator; wrong in float64 where a group's spread is small (127 rewards of 0 and one of 1/64)
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    advantages = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    plain = ratio * advantages
    clipped = ratio.clamp(1 - clip, 1 + clip) * advantages
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    rewards = rewards.detach()
    centered = rewards - rewards.mean(dim=1, keepdim=True)
    spread = (centered**2).mean(dim=1, keepdim=True).sqrt()
    return centered / (spread + 1e-8)
