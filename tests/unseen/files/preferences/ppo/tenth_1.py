# the variance is E[r^2] - E[r]^2 in float64, which cancels where one of many rewards near 1000 differs by 1/64 (std wrong by up to 4.5e-5, as in 107 times 1000 and once 999.984375); violates `(r - mean)/(std + 1e-6)`, float64 right to 1e-6 for 'multiples of 1/64 to 1,000 in size'
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    advantages = advantages.detach()
    ratio = (logp - logp_old.detach()).exp()
    plain, clipped = ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    rewards = rewards.detach()
    wide = rewards.double()
    centered = wide - wide.mean(1, keepdim=True)
    variance = (wide**2).mean(1, keepdim=True) - wide.mean(1, keepdim=True) ** 2
    spread = variance.clamp(min=0).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
