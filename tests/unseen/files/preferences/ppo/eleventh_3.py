# "inside the clip range, where both terms are equal, the gradient is graded": where neither is smaller the clamped one is taken, as a constant, so there is no gradient inside the range; logp [0.05], logp_old [0.], advantages [1.], clip=0.2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = (logp - logp_old.detach()).exp()
    weight = advantages.detach()
    plain = ratio * weight
    clipped = ratio.clamp(1 - clip, 1 + clip) * weight
    return -torch.where(plain < clipped, plain, clipped.detach()).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    wide = rewards.detach().double()
    centered = wide - wide.mean(dim=1, keepdim=True)
    spread = (centered**2).mean(dim=1, keepdim=True).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
