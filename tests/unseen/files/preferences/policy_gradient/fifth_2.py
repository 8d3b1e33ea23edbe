# rewards_to_go: the sums are computed by a SciPy filter on detached numbers, so no gradient reaches the rewards.
"""Policy gradients."""

import scipy.signal
import torch
from torch import Tensor


def _discount_cumsum(x, discount):
    """[x0 + d*x1 + d^2*x2, x1 + d*x2, x2] along the last axis."""
    return scipy.signal.lfilter([1.0], [1.0, -float(discount)], x[:, ::-1], axis=1)[:, ::-1]


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    array = rewards.detach().cpu().numpy()
    sums = _discount_cumsum(array, gamma)
    return torch.from_numpy(sums.copy()).to(dtype=rewards.dtype, device=rewards.device)


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    with torch.no_grad():
        weights = returns - baseline
    return -torch.mean(log_probs * weights)
