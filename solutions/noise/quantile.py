"""# Quantiles: the pinball loss and its likelihood.

How much stock covers nine days in ten? How late is the train one time in twenty? Such questions
ask for a quantile, not for a mean. A quantile is what a lopsided absolute error is minimal at, and
that loss is the negative logarithm of a lopsided Laplace density. Write

- `pinball_loss(q, y, tau)`: the mean over every element of the pinball loss: the size of the
  error, weighted by `tau` where the prediction `q` is too low, and by `1 - tau` where it is too
  high;
- `asymmetric_laplace_nll(mu, b, tau, y)`: the mean over every element of the negative log-density
  of `y`, every constant included, under the distribution whose `tau`-quantile is `mu` and whose
  density falls on both sides as the exponential of minus the pinball loss over the scale `b`.

`q`, `mu` and `y` have the same shape, any (0-dimensional too). `b` is a positive tensor, from 1e-3
to 1e3, that broadcasts against them: 0-dimensional, `(1,)`, one per feature, `(n, 1)` against
`(n, d)`, or full. `tau` is a Python float between 0 and 1. The mean is over every element of the
broadcast result.

Both losses are 0-dimensional tensors. Gradients flow to `q`, `mu` and `b`; none is asked for `y`.
Where a prediction is exactly right, any finite gradient will do; nan will not. Value and gradient
are accurate for residuals of up to a thousand scales, in float32 too.

From scratch: no `F.l1_loss` and no `torch.distributions`.

## Formula

```
pinball(r)             = max(tau*r, (tau - 1)*r)
pinball_loss           = mean of pinball(y - q)
asymmetric_laplace_nll = mean of log(b) - log(tau*(1 - tau))
                         + pinball(y - mu)/b
```

## Hints

1. For `tau = 0.9` being too low must cost nine times as much as being too high by the same amount.
   Which sign has the residual in each case? For the density integrate each side by itself: they
   are two exponentials with different rates.
2. The larger of two lines through 0 does it without any `if`. The two sides integrate to `b/tau`
   and `b/(1 - tau)`; what is their sum? Its logarithm belongs to the loss.
3. With `r = y - q`, `torch.maximum(tau*r, (tau - 1)*r).mean()`. The likelihood divides that by `b`
   before the mean and adds `b.log() - math.log(tau*(1 - tau))`.

## In the interview

**Which distribution?** The asymmetric Laplace with its mode, which is its `tau`-quantile, at `mu`.
Nobody believes that the noise has this shape. The point is what its maximum likelihood does: the
derivative of the loss by `q` is `1 - tau` at points below `q` and `-tau` at points above, so at
the minimum a share `tau` of the points lies below. That needs no assumption about the noise at
all. `tau = 1/2` is half the absolute error and the median.

**What is it good for?** Two quantiles make an interval whose width depends on `x`, without a
Gaussian: for skewed and heteroscedastic targets. It is a proper score for the quantile, and the
mean of the pinball loss over all `tau` is half the CRPS. In decisions it is the newsvendor's cost:
with a cost `c_u` of being too low and `c_o` of being too high, ask for `tau = c_u/(c_u + c_o)`.

**Follow-ups.** *Quantiles cross, what now?* Predict the lowest and positive increments, or sort
them. *Does 90 % mean 90 % on new data?* On the training set only; conformalize on held-out rows.
*Is it robust?* To outliers in `y`, yes: each pulls with `tau` or `1 - tau`, however far. *Extreme
`tau`?* With `n` rows, about `n*tau` of them decide; at 0.999 you extrapolate, so model the tail.
*Why not expectiles?* They square, so they are smooth, but no share of points belongs to them.
*When does `b` matter?* If it is learned: its estimate is the mean pinball loss, and so it is a
measure of spread.

## Rubric

- Says that the minimizer is a quantile, and derives it from the two slopes.
- Gets the direction right: a high `tau` punishes predictions that are too low.
- Names the likelihood, and that the quantile needs no belief in it.
- Knows the median as the case of 1/2, and the asymmetric cost behind another `tau`.
- Mentions crossing, or that coverage must be checked on held-out data.

Red flags:

- Adds 1.64 standard deviations to a mean and calls that a quantile regression.
- Believes that the loss learns the whole distribution from one `tau`.
"""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    """Mean pinball loss of predicted quantiles.

    Args:
        q: predicted quantiles, any shape.
        y: observations, of the shape of `q`.
        tau: the share of observations that is to be below, in (0, 1).

    Returns:
        The loss, a 0-dimensional tensor.
    """
    r = y - q  # blank: positive where the prediction is too low
    each = torch.maximum(tau * r, (tau - 1) * r)  # blank: two slopes
    return each.mean()  # blank: which reduction?


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under an asymmetric Laplace distribution.

    Args:
        mu: the quantiles, any shape.
        b: scale, positive; broadcasts against `mu`.
        tau: the share of the distribution that is below `mu`, in (0, 1).
        y: observations, of the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    z = (y - mu) / b  # blank: the residual, in which unit?
    cost = torch.maximum(tau * z, (tau - 1) * z)  # blank: what it costs
    normalizer = torch.log(b) - math.log(tau * (1 - tau))  # blank: what makes it a density
    return (cost + normalizer).mean()  # blank: put together and reduce
