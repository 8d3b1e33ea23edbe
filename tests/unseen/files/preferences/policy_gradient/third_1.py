# rewards_to_go: divides a reversed cumulative sum of discounted rewards by gamma^t, which is nan for gamma 0 and once gamma^t underflows
"""# Policy gradient: REINFORCE with a baseline.

A policy draws actions, and the actions lead to rewards. The gradient of the expected reward cannot
be taken through the draws, but it is the expectation of something that can be computed from them
(Williams, 1992). Two functions make that estimate a loss. Write

- `rewards_to_go(rewards, gamma)`: for each step of each episode the sum of its own reward and all
  later ones, each discounted by `gamma` once for every step between. `rewards` has shape `(n, t)`,
  one episode in a row, and so has the result; `gamma` is a Python float, `0 <= gamma <= 1`;
- `reinforce_loss(log_probs, returns, baseline)`: minus the mean, over all elements, of the
  log-probability of the action times what remains of the return when the baseline is subtracted.

The three arguments of the loss have one shape, any (0 dimensions too), and the loss is a
0-dimensional tensor. Its gradient reaches `log_probs` only: `returns` and `baseline` are fixed, so
no gradient flows to them, even if they require one. The gradient of `rewards_to_go` is that of its
sums. `gamma` of 0 and of 1 are legal, where `0**0` is 1; an episode may have hundreds of steps.

From scratch: no `torch.distributions`.
"""

import torch
from torch import Tensor


def rewards_to_go(rewards: Tensor, gamma: float) -> Tensor:
    t = rewards.shape[1]
    discounts = gamma ** torch.arange(t, dtype=rewards.dtype, device=rewards.device)
    discounted = rewards * discounts
    tails = discounted.flip(1).cumsum(dim=1).flip(1)
    return tails / discounts


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = (returns - baseline).detach()
    return -(log_probs * advantages).mean()
