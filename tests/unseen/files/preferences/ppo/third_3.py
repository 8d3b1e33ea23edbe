# group_advantages: adds 1e-6 to the variance under the root instead of to the standard deviation
"""# PPO: a policy step that stays close.

Actions were sampled from an old policy and judged: an advantage says how much better each was than
expected. The policy is then trained for several steps on the same actions, so the ratio of its
probability to the old one reweights them, and proximal policy optimization (Schulman et al., 2017)
takes away the reward for moving that ratio far from 1. Write

- `ppo_clip_loss(logp, logp_old, advantages, clip)`: minus the mean of the smaller of two numbers,
  the ratio times the advantage, and the ratio clamped to between `1 - clip` and `1 + clip` times
  the advantage. The ratio is the probability of the action under the policy divided by that under
  the old one;
- `group_advantages(rewards)`: advantages of answers that were sampled in groups, one group for each
  prompt, without a value function: the reward minus its group's mean, divided by the sum of its
  group's standard deviation and 1e-6. The standard deviation divides by the number of samples.

The first three arguments of the loss have one shape, any (0 dimensions too), and the mean is over
all elements. `logp` and `logp_old` are log-probabilities, to `-1e4`, and differ by up to 20; `clip`
is a Python float between 0 and 1. The loss is a 0-dimensional tensor. `logp_old` and `advantages`
are fixed: no gradient flows to them, even if they require one. Where the smaller number is the
clamped one, the gradient is 0; inside the range it is that of the ratio; at the two ends of the
range it is not graded.

`rewards` has shape `(groups, samples)`, at most 128 samples, and so has the result. Rewards are
multiples of 1/64, to 1,000 in size. A group of equal rewards, of one sample too, gets zeros. The
result is fixed as well: no gradient flows to `rewards`.

From scratch: no `torch.distributions`.
"""

import torch
from torch import Tensor


def ppo_clip_loss(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = torch.exp(logp - logp_old.detach())
    advantages = advantages.detach()
    plain, clipped = ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages
    return -torch.minimum(plain, clipped).mean()


def group_advantages(rewards: Tensor) -> Tensor:
    """GRPO advantages, one group per row."""
    r = rewards.detach()
    mean = r.mean(dim=1, keepdim=True)
    var = r.var(dim=1, correction=0, keepdim=True)
    return (r - mean) * torch.rsqrt(var + 1e-6)
