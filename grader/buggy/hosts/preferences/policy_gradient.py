"""Teach an agent to balance a pole from whole episodes."""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    """Discounted sums of the rewards from each step on.

    Args:
        rewards: what each step of each episode got, shape (n, t).
        gamma: the discount for each step, 0 <= gamma <= 1.

    Returns:
        The sums, shape (n, t).
    """
    steps = rewards.shape[1]
    later = torch.zeros_like(rewards[:, 0])
    columns = []
    for step in range(steps - 1, -1, -1):
        later = rewards[:, step] + gamma * later
        columns.append(later)
    columns.reverse()
    return torch.stack(columns, dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Surrogate loss whose gradient is the policy gradient.

    Args:
        log_probs: log-probabilities of the actions that were taken, any shape.
        returns: what followed each, constants, same shape.
        baseline: what was expected, constants, same shape.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    surplus = returns - baseline
    weight = surplus.detach()
    per_action = weight * log_probs
    return -per_action.mean()


def improve(policy: torch.nn.Module, states: Tensor, actions: Tensor, rewards: Tensor) -> float:
    """One step of gradient descent on a batch of episodes; the mean return before it."""
    returns = rewards_to_go(rewards, gamma=0.99)
    baseline = returns.mean(dim=0, keepdim=True).expand_as(returns)
    log_probs = torch.log_softmax(policy(states), dim=-1)
    taken = log_probs.gather(-1, actions.unsqueeze(-1)).squeeze(-1)
    loss = reinforce_loss(taken, returns, baseline)
    gradients = torch.autograd.grad(loss, list(policy.parameters()))
    with torch.no_grad():
        for parameter, gradient in zip(policy.parameters(), gradients, strict=True):
            parameter.sub_(0.01 * gradient)
    return float(returns[:, 0].mean())
