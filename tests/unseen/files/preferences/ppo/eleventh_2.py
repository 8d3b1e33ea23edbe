# "log-probabilities to -1e4": the ratio is the quotient of two probabilities, 0/0 below -745; logp [-900.], logp_old [-900.1], advantages [1.], clip=0.2
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = logp.exp() / logp_old.detach().exp()
    weight = advantages.detach()
    plain = ratio * weight
    clipped = ratio.clamp(1 - clip, 1 + clip) * weight
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    wide = rewards.detach().double()
    centered = wide - wide.mean(dim=1, keepdim=True)
    spread = (centered**2).mean(dim=1, keepdim=True).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
