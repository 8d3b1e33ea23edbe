# rewards_to_go: the discounted sum is divided by gamma^t, which is 0/0 for gamma of 0 and where gamma^t underflows in long episodes
"""Policy gradient, vectorized."""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """G_t = (sum over s >= t of gamma^s r_s) / gamma^t, without a loop."""
    steps = torch.arange(rewards.shape[-1], dtype=rewards.dtype, device=rewards.device)
    powers = torch.pow(gamma, steps)
    tails = torch.flip(torch.cumsum(torch.flip(rewards * powers, dims=[-1]), dim=-1), dims=[-1])
    return tails / powers


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """-mean(log_prob * advantage), advantages constant."""
    with torch.no_grad():
        advantages = returns - baseline
    return torch.mean(-log_probs * advantages)
