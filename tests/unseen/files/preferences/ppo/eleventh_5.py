# "std dividing by the number of samples": the unbiased estimate with n - 1, and 0 for one sample, near for large groups; rewards [[1., 2., 4.]]
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
    spread = ((centered**2).sum(dim=1, keepdim=True) / max(wide.shape[1] - 1, 1)).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
