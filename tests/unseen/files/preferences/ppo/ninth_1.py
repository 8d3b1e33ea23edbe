# ppo_clip_loss: clamps the log-ratio to [-10, 10]; wrong at logp - logp_old = 15 with a negative advantage
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    advantages = advantages.detach()
    ratio = torch.exp((logp - logp_old.detach()).clamp(-10, 10))
    plain = ratio * advantages
    clipped = ratio.clamp(1 - clip, 1 + clip) * advantages
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    rewards = rewards.detach()
    centered = rewards - rewards.mean(dim=1, keepdim=True)
    spread = (centered**2).mean(dim=1, keepdim=True).sqrt()
    return centered / (spread + 1e-6)
