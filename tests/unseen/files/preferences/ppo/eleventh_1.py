# "clamp(ratio, 1-clip, 1+clip)": the logarithm of the ratio is clamped to -clip and clip instead, so the bounds are exp(-clip) and exp(clip); logp [0.5], logp_old [0.], advantages [1.], clip=0.2: -1.2214 instead of -1.2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = (logp - logp_old.detach()).exp()
    weight = advantages.detach()
    plain = ratio * weight
    clipped = (logp - logp_old.detach()).clamp(-clip, clip).exp() * weight
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    wide = rewards.detach().double()
    centered = wide - wide.mean(dim=1, keepdim=True)
    spread = (centered**2).mean(dim=1, keepdim=True).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
