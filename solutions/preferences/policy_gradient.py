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

## Formula

```
rewards_to_go[i, t] = sum over s >= t of gamma^(s-t) * rewards[i, s]
reinforce_loss      = -mean(log_probs * (returns - baseline))
```

## Hints

1. The derivative of an expectation `E[R]` by the policy's parameters is `E[R * grad log p]`. Which
   rewards can an action still influence? And what would a gradient into the returns mean?
2. Going backward, each sum follows from the next one: the own reward plus `gamma` times the sum of
   the next step. That divides by nothing, so `gamma = 0` is not special.
3. Start with `running = torch.zeros_like(rewards[:, 0])`; for the columns from the last to the
   first, `running = reward + gamma * running`, and collect; then `torch.stack` in the right order
   with `dim=1`. Loss: `-(log_probs * (returns - baseline).detach()).mean()`.

## In the interview

**Which distribution?** The policy is a distribution of actions given states, and the episodes are
draws from it and the environment. `grad E[R] = E[R * grad log p(episode)]`, and the environment's
probabilities do not depend on the parameters, so only the policy's `log p(action | state)` is left.
The loss is a surrogate: its value means nothing, its gradient at the current policy is the
estimate. With returns of 1 and no baseline it is maximum likelihood of the actions taken; returns
weigh that likelihood.

**Why may something be subtracted?** `E[grad log p] = grad sum p = grad 1 = 0`. Anything that does
not depend on the action leaves the expectation as it is and changes only the variance: the rewards
before the action (hence rewards to go), and a baseline. The value of the state is a good one; the
variance-minimizing constant is `E[R * g^2] / E[g^2]` with `g = grad log p`, not quite the mean.

**Follow-ups.** *Why detach the returns?* They are numbers that were observed. If the baseline comes
from a value network, it learns by its own loss; through this one it would learn to make `log_probs`
times it large. *What does `gamma` assume?* A horizon of about `1/(1-gamma)` steps; less variance,
and a bias unless discounting is part of the goal. *Why is the variance so high?* One number for a
whole episode says nothing about which action was good. *Why not on old episodes?* The expectation
is under the current policy; old ones need importance weights, and that is where PPO begins.
*Reparameterization instead?* It needs a differentiable reward and a continuous action; its variance
is mostly far lower.

## Rubric

- Derives the estimate with the log-derivative, and says what the expectation is over.
- Shows that a baseline does not bias it, and what it must not depend on.
- Sums only the rewards that come after the action, and says why the others drop out.
- Detaches returns and baseline, and says that the value of the loss means nothing.
- Computes the sums in one backward pass, without dividing by powers of gamma.

Red flags:

- Leaves out the logarithm, or the minus.
- Says that the baseline trades bias for variance.
"""

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
    # blank: each sum from the next one
    running = torch.zeros_like(rewards[:, 0])
    sums = []
    for reward in reversed(rewards.unbind(dim=1)):
        running = reward + gamma * running
        sums.append(running)
    # end
    return torch.stack(sums[::-1], dim=1)  # blank: in the order of the steps


def reinforce_loss(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Surrogate loss whose gradient is the policy gradient.

    Args:
        log_probs: log-probabilities of the actions that were taken, any shape.
        returns: what followed each, constants, same shape.
        baseline: what was expected, constants, same shape.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    advantages = (returns - baseline).detach()  # blank: what each action is weighted by
    return -(log_probs * advantages).mean()  # blank: the loss
