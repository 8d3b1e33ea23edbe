# ppo_clip_loss: for negative advantages the surrogate is also bounded below by 3*A (dual clip), which the definition has not
"""PPO: a policy step that stays close."""

import torch
from torch import Tensor

DUAL_CLIP = 3.0


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Clipped surrogate loss of proximal policy optimization."""
    with torch.no_grad():
        adv, old = advantages.clone(), logp_old.clone()
    ratio = torch.exp(logp - old)
    loss_plain = -adv * ratio
    loss_clipped = -adv * torch.clamp(ratio, 1 - clip, 1 + clip)
    loss = torch.maximum(loss_plain, loss_clipped)
    bounded = torch.minimum(loss, -adv * DUAL_CLIP)
    return torch.where(adv < 0, bounded, loss).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    """Each group on its own, deviation with the number of samples in the denominator."""
    r = rewards.detach()
    out = []
    for group in r:
        centered = group - group.mean()
        spread = (centered**2).mean() ** 0.5
        out.append(centered / (spread + 1e-6))
    return torch.stack(out)
