# "min(ratio*A, clamp(ratio, 1-clip, 1+clip)*A)": a negative advantage uses the clamped ratio on both sides, so it is wrong where A < 0 and ratio > 1+clip; logp [0.5], logp_old [0.], advantages [-1.], clip=0.2 (logp [-0.5], or advantages [1.], is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = (logp - logp_old.detach()).exp()
    weight = advantages.detach()
    upper = ratio.clamp(max=1 + clip)
    held = torch.where(weight >= 0, upper, upper.clamp(min=1 - clip))
    return -(held * weight).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    wide = rewards.detach().double()
    centered = wide - wide.mean(dim=1, keepdim=True)
    spread = (centered**2).mean(dim=1, keepdim=True).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
