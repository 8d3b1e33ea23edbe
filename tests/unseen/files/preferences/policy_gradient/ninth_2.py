# reinforce_loss: detaches the returns but not the baseline; a gradient flows to baseline, value right
import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    running = torch.zeros_like(rewards[:, 0])
    sums = []
    for reward in reversed(rewards.unbind(dim=1)):
        running = reward + gamma * running
        sums.append(running)
    return torch.stack(sums[::-1], dim=1)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = returns.detach() - baseline
    return -(log_probs * advantages).mean()
