# poisson_deviance: hides log(0) behind a where, so the value is right but the gradient to rate is nan where y is 0
"""# Poisson: counts and rates.

Calls per hour, goals per match, chin-ups per person: a count is neither negative nor fractional,
and it varies more where its mean is large. Its first model is the Poisson distribution, whose only
parameter is the rate, the expected count. Write

- `poisson_nll(log_rate, y)`: the mean over every element of the negative log-probability of the
  count `y`, every constant included, where the network outputs the logarithm of the rate;
- `poisson_deviance(rate, y)`: the mean over every element of the Poisson deviance: twice what the
  log-probability of `y` falls short of its largest possible value, the one at `rate = y`.

All arguments of a function have the same shape, any (0-dimensional too). `y` holds counts, in the
floating dtype of the other argument. `log_rate` lies between -100 and 15 and its counts go to 1e6;
`rate` lies between 1e-6 and 1e6 and its counts go to 1,000. Where `y` is 0 an element of the
deviance is `2*rate`, and its gradient is that of `2*rate`.

Each loss is a 0-dimensional tensor. Gradients flow to `log_rate` and `rate`; none is asked for
`y`. Value and gradient are accurate in the whole range, in float32 too.

From scratch: no `F.poisson_nll_loss` and no `torch.distributions`; `torch.lgamma` is allowed.
"""

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    expected = log_rate.exp()
    log_factorial = torch.lgamma(y + 1)
    return (expected - y * log_rate + log_factorial).mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    log_ratio = torch.where(y > 0, y * torch.log(y / rate), torch.zeros_like(rate))
    each = 2.0 * (log_ratio - (y - rate))
    return each.mean()
