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

## Formula

```
ratio            = exp(logp - logp_old)
ppo_clip_loss    = -mean(min(ratio * A, clamp(ratio, 1-clip, 1+clip) * A))
group_advantages = (r - mean(r)) / (std(r) + 1e-6)         in each group
```

## Hints

1. The mean over old actions, reweighted by the ratio, estimates the mean over new ones: importance
   sampling. What should happen to an action with a negative advantage that has become much more
   likely? For the groups: which standard deviation divides by the number of samples?
2. Multiply by the advantage first and take the smaller number then: with a negative advantage, the
   smaller product belongs to the larger ratio. Subtract logarithms before you exponentiate.
3. `ratio = torch.exp(logp - logp_old.detach())`, `A = advantages.detach()`,
   `-torch.minimum(ratio * A, ratio.clamp(1 - clip, 1 + clip) * A).mean()`. Groups: `mean` and
   `std(correction=0)` with `dim=1, keepdim=True`, and `detach`.

## In the interview

**What is assumed?** The policy is a distribution over actions, and the data are draws from the old
one. `E_old[ratio * A] = E_new[A]`, so the unclipped loss is an unbiased estimate of the policy's
advantage, with a variance that explodes as the two move apart. No likelihood is fitted: the
advantages say which draws to make more likely. A prior enters where a KL penalty to a reference
model is added: the optimum is then `reference * exp(A / beta)`, up to a constant.

**What does the minimum do?** It is a pessimistic bound. If moving the ratio out of the range made
the objective better, the clamped term wins and the gradient is 0: there is nothing more to gain. If
it made the objective worse, the plain term wins and pulls the ratio back. So clipping is not a
constraint: nothing keeps the ratio in the range, and large steps can overshoot it.

**Follow-ups.** *The gradient at the first step?* All ratios are 1, nothing is clipped, and it is
the policy gradient `-A * grad logp`. *Why not clamp and leave out the minimum?* Then an action that
became much too likely, with a negative advantage, gets no gradient back. *Why a group's mean?* It
is a baseline: it does not depend on the action, up to its own share `1/n`, so it removes variance
and no expectation but a factor `(n-1)/n`. *What does dividing by the standard deviation do?* With
rewards of 0 and 1 it weighs prompts by `1/sqrt(p*(1-p))`: very easy and very hard ones count for
more than they would in the mean reward. *All answers right, or all wrong?* The group gets zeros,
and teaches nothing. *Per token or per answer?* Averaging within answers first makes a token of a
long answer count less.

## Rubric

- Says why the ratio is there: importance weights for actions of the old policy.
- Takes the minimum after multiplying by the advantage, and explains the case of a negative one.
- Knows where the gradient is 0 and where it is not, and that the first step is unclipped.
- Keeps old log-probabilities and advantages fixed, and subtracts logarithms.
- Explains the group's mean as a baseline, and what dividing by the standard deviation changes.
- Handles a group of equal rewards.

Red flags:

- Clips the ratio and forgets the minimum, or multiplies by the advantage after it.
- Says that clipping keeps the policy within the range.
"""

import torch
from torch import Tensor


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
    ratio = torch.exp(logp - logp_old.detach())  # blank: how much more likely the action is now
    # blank: the two numbers to choose from
    fixed = advantages.detach()
    plain = ratio * fixed
    clipped = torch.clamp(ratio, 1 - clip, 1 + clip) * fixed
    # end
    return -torch.minimum(plain, clipped).mean()  # blank: choose, and reduce


def group_advantages(rewards: Tensor) -> Tensor:
    """Advantages within groups of answers to the same prompt.

    Args:
        rewards: what each answer got, shape (groups, samples).

    Returns:
        The advantages, constants, same shape.
    """
    # blank: compare each reward with its group
    fixed = rewards.detach()
    centered = fixed - fixed.mean(dim=1, keepdim=True)
    spread = torch.std(fixed, dim=1, correction=0, keepdim=True)
    # end
    return centered / (spread + 1e-6)  # blank: in units of the group's spread
