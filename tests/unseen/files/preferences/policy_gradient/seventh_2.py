# rewards_to_go: the sums are computed in NumPy on a detached copy, so no gradient flows back to the rewards.
import numpy as np
import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    r = rewards.detach().cpu().numpy()
    sums = np.empty_like(r)
    running = np.zeros(r.shape[0], dtype=r.dtype)
    for step in reversed(range(r.shape[1])):
        running = r[:, step] + gamma * running
        sums[:, step] = running
    return torch.from_numpy(sums).to(rewards.device)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    with torch.no_grad():
        weight = returns - baseline
    return torch.mean(-weight * log_probs)
