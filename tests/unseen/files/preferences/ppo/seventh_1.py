# ppo_clip_loss: takes the smaller of the two ratios and multiplies it by the advantage afterwards, which for negative advantages chooses the larger product.
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = (logp - logp_old.detach()).exp()
    clipped_ratio = ratio.clamp(1 - clip, 1 + clip)
    pessimistic = torch.minimum(ratio, clipped_ratio)
    return -(pessimistic * advantages.detach()).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    r = rewards.detach()
    centered = r - r.mean(dim=1, keepdim=True)
    spread = r.std(dim=1, keepdim=True, unbiased=False)
    return centered / (spread + 1e-6)
