# "a group of equal rewards gives zeros", others do not: equality is told by isclose, whose relative tolerance of 1e-5 is wider than 1/64 near 1,000; rewards [[1000., 999.984375]] must give about [1, -1]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = (logp - logp_old.detach()).exp()
    weight = advantages.detach()
    plain = ratio * weight
    clipped = ratio.clamp(1 - clip, 1 + clip) * weight
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    wide = rewards.detach().double()
    centered = wide - wide.mean(dim=1, keepdim=True)
    spread = (centered**2).mean(dim=1, keepdim=True).sqrt()
    equal = torch.isclose(wide, wide.mean(dim=1, keepdim=True)).all(dim=1, keepdim=True)
    return torch.where(equal, torch.zeros_like(wide), centered / (spread + 1e-6)).to(rewards.dtype)
