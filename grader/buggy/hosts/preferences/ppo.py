"""Improve a policy from groups of answers to the same prompts, a small step at a time."""

import torch
from torch import Tensor

SMALL = 1e-6


def surrogate(ratio: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """The pessimistic one of the plain and the clipped objective, for each action."""
    low, high = 1 - clip, 1 + clip
    bounded = ratio.clamp(low, high)
    plain = ratio * advantages
    clipped = bounded * advantages
    return torch.minimum(plain, clipped)


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Clipped surrogate loss of proximal policy optimization.

    Args:
        logp: log-probabilities of the actions under the policy, any shape.
        logp_old: those under the policy that sampled them, constants, same shape.
        advantages: how much better each action was than expected, constants, same shape.
        clip: how far from 1 the ratio is rewarded, between 0 and 1.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    before = logp_old.detach()
    fixed = advantages.detach()
    ratio = (logp - before).exp()
    return -surrogate(ratio, fixed, clip).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    """Advantages within groups of answers to the same prompt.

    Args:
        rewards: what each answer got, shape (groups, samples).

    Returns:
        The advantages, constants, same shape.
    """
    fixed = rewards.detach()
    mean = fixed.mean(dim=1, keepdim=True)
    centered = fixed - mean
    spread = centered.square().mean(dim=1, keepdim=True).sqrt()
    return centered / (spread + SMALL)


def improve(policy: torch.nn.Module, prompts: Tensor, rewards: Tensor, steps: int) -> None:
    """Several steps of gradient descent on the same answers, which the policy ranks by itself."""
    advantages = group_advantages(rewards)
    with torch.no_grad():
        old = torch.log_softmax(policy(prompts), dim=-1)
    for _ in range(steps):
        new = torch.log_softmax(policy(prompts), dim=-1)
        loss = ppo_clip_loss(new, old, advantages, clip=0.2)
        gradients = torch.autograd.grad(loss, list(policy.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(policy.parameters(), gradients, strict=True):
                parameter.sub_(0.01 * gradient)
