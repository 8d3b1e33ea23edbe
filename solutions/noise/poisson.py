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

## Formula

```
poisson_nll      = mean of exp(log_rate) - y*log_rate + lgamma(y + 1)
poisson_deviance = mean of 2*(y*log(y/rate) - (y - rate))
0*log(0)         = 0
```

## Hints

1. The probability of a count has three factors: a power of the rate, an exponential of minus the
   rate, and a factorial below. Which term do you need from the network, which from the data alone?
   For the deviance subtract two log-probabilities; the factorials cancel.
2. The logarithm of the factorial is the log-gamma function one step further on; the approximation
   of Stirling is off by 8 % of a nat at `y = 1`. You have the logarithm of the rate already: do
   not take it of an exponential. And what is the gradient of `y*log(y/rate)` where `y` is 0?
3. `log_rate.exp() - y*log_rate + torch.lgamma(y + 1)`, then `mean`. For the deviance split the
   logarithm: `torch.xlogy(y, y) - y*rate.log()` is finite at `y = 0`, gradient to `rate` included.

## In the interview

**Which distribution?** `y` given `x` is Poisson with rate `exp(log_rate)`: events that come one at
a time, independently, at a rate that does not depend on how many came before. Its mean and
variance are both the rate, so a residual of 10 is large at a rate of 4 and ordinary at 100. With
the logarithm as the link, effects multiply, the rate is positive, and the gradient for `log_rate`
is `rate - y`: the same "prediction minus target" as for squared error and for logits, because this
is the canonical link. The factorial has no gradient; it is what makes losses comparable with those
of another likelihood.

**What is the deviance for?** It compares with the saturated model, one rate for each count: 0 is
perfect, and the factorial is gone. In size it is a squared error for counts: near `rate = y` it is
`(y - rate)^2 / rate`. If the model is right and rates are not small, its mean is about 1 (per
degree of freedom); clearly above 1 is overdispersion.

**Follow-ups.** *The variance exceeds the mean, what now?* The estimate of the mean is still
consistent, its standard errors are too small: use a quasi-Poisson or sandwich error, or a negative
binomial, which is a Poisson whose rate is gamma distributed. *Unequal exposure?* Add `log(hours)`
to `log_rate` as an offset, with weight 1. *Too many zeros?* A mixture of a Poisson with a point
mass at 0. *Why not squared error on `log(y + 1)`?* It fits the mean of the logarithm, not the
logarithm of the mean, so its totals are too low. *When is the Gaussian good enough?* At rates
above 20 or so, if the variance follows the mean.

## Rubric

- Names the distribution and what it assumes: independent events, variance equal to the mean.
- Explains the log link: positive rates, effects that multiply, gradient `rate - y`.
- Knows that the factorial has no gradient, and when it is needed all the same.
- Handles `y = 0` in the deviance, in the gradient too.
- Recognizes overdispersion, and names a remedy.

Red flags:

- Uses squared error for small counts without saying what noise that assumes.
- Takes the network's output as a rate without making it positive.
"""

import torch
from torch import Tensor


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-probability of counts.

    Args:
        log_rate: logarithm of the expected count, in [-100, 15], any shape.
        y: observed counts, of the shape and dtype of `log_rate`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    expected = torch.exp(log_rate)  # blank: the expected count
    log_factorial = torch.lgamma(y + 1)  # blank: the term that the data alone decide
    nll = expected - y * log_rate + log_factorial  # blank: the NLL of each count
    return nll.mean()  # blank: which reduction?


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Mean Poisson deviance of counts.

    Args:
        rate: expected count, in [1e-6, 1e6], any shape.
        y: observed counts, of the shape and dtype of `rate`.

    Returns:
        The deviance, a 0-dimensional tensor.
    """
    log_ratio = torch.xlogy(y, y) - y * torch.log(rate)  # blank: the logarithm, times the count
    each = 2 * (log_ratio - (y - rate))  # blank: the deviance of each count
    return each.mean()  # blank: reduce the deviances: how?
