# ppo_clip_loss: the ratio is exp(logp)/exp(logp_old), which is 0/0 = nan for log-probabilities far below 0.
"""Proximal policy optimisation, the clipped objective."""

from __future__ import annotations

import torch
from torch import Tensor

STD_EPS = 1e-6


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    with torch.no_grad():
        prob_old = torch.exp(logp_old)
        gain = advantages.clone()
    prob = torch.exp(logp)
    ratio = prob / prob_old
    objective = torch.minimum(ratio * gain, ratio.clamp(1 - clip, 1 + clip) * gain)
    return objective.mean().neg()


def group_advantages(rewards: Tensor) -> Tensor:
    groups = []
    for group in rewards.detach():
        centered = group - group.mean()
        std = centered.square().mean().sqrt()
        groups.append(centered / (std + STD_EPS))
    return torch.stack(groups)
