# group_advantages: the rewards are centred within each group but divided by the standard deviation over the whole batch
"""PPO and group-relative advantages."""

import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Clipped surrogate loss of proximal policy optimization."""
    with torch.no_grad():
        old, adv = logp_old.clone(), advantages.clone()
    ratio = (logp - old).exp()
    losses = torch.max(-adv * ratio, -adv * torch.clamp(ratio, 1.0 - clip, 1.0 + clip))
    return losses.mean()


def group_advantages(rewards: Tensor) -> Tensor:
    """Advantages within groups of answers to the same prompt."""
    with torch.no_grad():
        mean = rewards.mean(dim=-1, keepdim=True)
        std = torch.sqrt((rewards - rewards.mean()).square().mean())
        return (rewards - mean) / (std + 1e-6)
