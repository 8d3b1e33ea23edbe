# the log-ratio is clamped to +-16, so with a negative advantage and a difference of 16 to 20 value and gradient are wrong; violates '`abs(logp - logp_old)` to 20'
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    advantages = advantages.detach()
    ratio = (logp - logp_old.detach()).clamp(-16, 16).exp()
    plain, clipped = ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    rewards = rewards.detach()
    wide = rewards.double()
    centered = wide - wide.mean(1, keepdim=True)
    spread = (centered**2).mean(1, keepdim=True).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
