# ppo_clip_loss: the log-ratio is clamped to [-10, 10] before it is exponentiated, though it may go to 20
"""PPO and group-relative advantages."""

import torch
from torch import Tensor


def _ratio(logp: Tensor, logp_old: Tensor) -> Tensor:
    """How much more likely the action is now, guarded against overflow."""
    return torch.exp(torch.clamp(logp - logp_old.detach(), min=-10.0, max=10.0))


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Clipped surrogate loss of proximal policy optimization."""
    ratio = _ratio(logp, logp_old)
    weights = advantages.detach()
    surrogate = ratio * weights
    clipped = torch.clamp(ratio, 1 - clip, 1 + clip) * weights
    return torch.min(surrogate, clipped).mean().neg()


@torch.no_grad()
def group_advantages(rewards: Tensor) -> Tensor:
    """Advantages within groups of answers to the same prompt."""
    r = rewards.double()
    centered = r - r.mean(1, keepdim=True)
    spread = centered.square().mean(1, keepdim=True).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)
