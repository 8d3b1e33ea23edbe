# ppo_clip_loss: the clamped ratio is taken from a detached one, so the tie inside the range passes half the gradient; gradient wrong at logp == logp_old, value right
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    advantages = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    plain = ratio * advantages
    clipped = ratio.detach().clamp(1 - clip, 1 + clip) * advantages
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    rewards = rewards.detach()
    centered = rewards - rewards.mean(dim=1, keepdim=True)
    spread = (centered**2).mean(dim=1, keepdim=True).sqrt()
    return centered / (spread + 1e-6)
