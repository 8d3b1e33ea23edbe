# ppo_clip_loss: the log-ratio is clamped to [-10, 10] before the exponential, so for a negative advantage and a log-ratio between 10 and 20 value and gradient are wrong.
import torch
from torch import Tensor

MAX_LOG_RATIO = 10.0


def _log_ratio(logp: Tensor, logp_old: Tensor) -> Tensor:
    return (logp - logp_old).clamp(-MAX_LOG_RATIO, MAX_LOG_RATIO)


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    old, adv = logp_old.detach(), advantages.detach()
    ratio = torch.exp(_log_ratio(logp, old))
    surrogate = ratio * adv
    surrogate_clipped = torch.clamp(ratio, 1.0 - clip, 1.0 + clip) * adv
    return -torch.min(surrogate, surrogate_clipped).mean()


@torch.no_grad()
def group_advantages(rewards: Tensor) -> Tensor:
    mean = rewards.mean(dim=-1, keepdim=True)
    centered = rewards - mean
    std = centered.square().mean(dim=-1, keepdim=True).sqrt()
    return centered / (std + 1e-6)
