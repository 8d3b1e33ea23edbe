# reinforce_loss: the advantages are standardized (mean subtracted, divided by their standard deviation) before they weight the log-probabilities.
import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    columns = []
    following = torch.zeros_like(rewards[:, 0])
    for r in reversed(rewards.unbind(dim=1)):
        following = r + gamma * following
        columns.append(following)
    columns.reverse()
    return torch.stack(columns, dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = returns.detach() - baseline.detach()
    if advantages.numel() > 1:
        advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
    return -torch.mean(log_probs * advantages)
