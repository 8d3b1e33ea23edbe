# ppo_clip_loss: the minimum is taken of the ratios before they are multiplied by the advantage, so for negative advantages the wrong term is chosen.
import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = (logp - logp_old.detach()).exp()
    bounded = ratio.clamp(1 - clip, 1 + clip)
    conservative = torch.minimum(ratio, bounded)
    return -(conservative * advantages.detach()).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    r = rewards.detach()
    centered = r - r.mean(dim=1, keepdim=True)
    spread = r.std(dim=1, keepdim=True, unbiased=False)
    return centered / (spread + 1e-6)
