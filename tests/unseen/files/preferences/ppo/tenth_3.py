# groups whose standard deviation is below 0.01 count as equal and get zeros, so rewards that differ by 1/64 only are lost; violates `(r - mean)/(std + 1e-6)`: only 'a group of equal rewards ... gives zeros'
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
    spread = (centered**2).mean(1, keepdim=True).sqrt()
    centered = torch.where(spread < 0.01, torch.zeros_like(centered), centered)
    return (centered / (spread + 1e-6)).to(rewards.dtype)
