"""# Huber: a Gaussian center, Laplace tails.

Squared error trusts every point, absolute error wastes what the good ones say. Huber's loss is
quadratic for small residuals and linear for large ones, and with its normalizer it is the negative
logarithm of a density: Gaussian in the middle, with exponential tails. Write

- `huber_loss(y_hat, y, delta)`: the mean over every element of Huber's loss of the residual: half
  its square up to `delta` in size, and beyond that the straight line that continues it with the
  same value and slope;
- `huber_log_normaliser(delta)`: the logarithm of the integral of `exp(-huber(r))` over all real
  `r`, as a float or a 0-dimensional float64 tensor, right to 1e-9;
- `huber_nll(mu, sigma, delta, y)`: the mean over every element of the negative log-density of `y`
  under that distribution with location `mu` and scale `sigma`: Huber's loss is that of the
  standardized residual, and every constant is included.

`y_hat`, `mu` and `y` have the same shape, any (0-dimensional too). `sigma` is a positive tensor,
from 1e-3 to 1e3, that broadcasts against them: 0-dimensional, `(1,)`, one per feature, `(n, 1)`
against `(n, d)`, or full. `delta` is a Python float from 0.01 to 100; in `huber_nll` it counts
scales. The mean is over every element of the broadcast result.

Both losses are 0-dimensional tensors. Gradients flow to `y_hat`, `mu` and `sigma`; none is asked
for `y`. A residual of `delta` is no kink: the gradient is graded there too. Value and gradient are
accurate for residuals up to `1e6*delta` in `huber_loss`, and up to a thousand scales in
`huber_nll`, in float32 too.

From scratch: no `F.huber_loss`, no `F.smooth_l1_loss` and no `torch.distributions`; `math.erf` is
allowed.

## Formula

```
huber(r)             = r^2/2                    where abs(r) <= delta
                       delta*(abs(r) - delta/2) elsewhere
huber_loss           = mean of huber(y - y_hat)
huber_log_normaliser = log(sqrt(2*pi)*erf(delta/sqrt(2))
                           + 2/delta*exp(-delta^2/2))
huber_nll            = mean of huber((y - mu)/sigma) + log(sigma)
                       + huber_log_normaliser(delta)
```

## Hints

1. The line must meet the parabola at `delta`, with the slope that the parabola has there: that
   fixes slope and offset. For the integral split the real line in three: the middle is a piece of
   a Gaussian, the two tails are exponentials.
2. Both branches are finite for every residual, so a `where` is safe; so is a clamp. The middle of
   the integral is an error function of `delta/sqrt(2)`; a tail starts at the height of the
   parabola and decays at rate `delta`. In the likelihood `sigma` stretches the density, which
   costs its logarithm.
3. With `c = r.clamp(-delta, delta)`, `c*(r - c/2)` is both branches. The normalizer is
   `log(sqrt(2*pi)*erf(delta/sqrt(2)) + 2/delta*exp(-delta*delta/2))`. Use `z = (y - mu)/sigma`,
   add `sigma.log()` and the normalizer, then `mean`.

## In the interview

**Which distribution?** Huber's least favorable one: among all contaminations of a Gaussian by a
share `eps` of anything symmetric, it is the one about which the data say least, and its maximum
likelihood estimate is minimax. Gaussian in the middle, exponential in the tails. `delta` and the
share are tied: `delta = 1.345` keeps 95 % of the efficiency at Gaussian data; `delta` to infinity
is the Gaussian, to 0 the Laplace.

**What does the normalizer matter?** Nothing for the prediction, as long as `delta` and `sigma` are
fixed. It matters as soon as one of them is chosen by likelihood: without it the smallest `delta`
always wins, as the loss grows with `delta` at every residual. Likewise without `log(sigma)` the
widest scale wins. And without it you cannot compare the loss with that of another likelihood.

**Follow-ups.** *Why is it robust?* The influence is the residual, clipped at `delta`: bounded, but
it never returns to 0, so the loss is convex and far points still pull; a Student-t redescends and
is not convex. *Is it robust to bad inputs?* No: an outlier in `x` with high leverage still pulls.
*How do you choose `delta`?* In units of the noise: estimate `sigma`, by the median absolute
deviation or jointly, and take 1.345 of it. *Huber or smooth L1?* Smooth L1 is Huber divided by its
threshold, so that its slope is 1 in the tails: another learning rate, the same minimizer. *Where
is it used?* Q-learning and the boxes of detectors, where it mostly clips the gradient.

## Rubric

- Says that quadratic plus linear means Gaussian plus exponential tails.
- Derives slope and offset of the line from continuity of value and slope.
- Knows the two ends, and what the influence is: bounded, not redescending.
- Says when the normalizer matters: if `delta` or `sigma` is chosen by likelihood.
- Measures `delta` in units of the noise.

Red flags:

- Calls it a likelihood without its normalizer, and tunes `delta` on the loss.
- Confuses clipping the residual in the gradient with dropping the outliers.
"""

import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    """Mean Huber loss.

    Args:
        y_hat: predictions, any shape.
        y: targets, of the shape of `y_hat`.
        delta: from which size on a residual counts linearly, in [0.01, 100].

    Returns:
        The loss, a 0-dimensional tensor.
    """
    r = y - y_hat  # blank: what is the loss a function of?
    inner = r.clamp(-delta, delta)  # blank: the part of it that counts as a square
    return torch.mean(inner * (r - inner / 2))  # blank: both branches, and the reduction


def huber_log_normaliser(delta: float) -> float:
    """Logarithm of what normalizes the density whose negative logarithm is Huber's loss.

    Args:
        delta: from which size on a residual counts linearly, in [0.01, 100].

    Returns:
        The logarithm of the integral.
    """
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))  # blank: the middle
    tails = 2 / delta * math.exp(-delta * delta / 2)  # blank: both tails together
    return math.log(center + tails)  # blank: put together


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    """Mean negative log-density of observations under Huber's distribution.

    Args:
        mu: location, any shape.
        sigma: scale, positive; broadcasts against `mu`.
        delta: from how many scales on a residual counts linearly, in [0.01, 100].
        y: observations, of the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    z = (y - mu) / sigma  # blank: the residual, in which unit?
    # blank: the negative log-density of each element
    inner = z.clamp(-delta, delta)
    nll = inner * (z - inner / 2) + sigma.log() + huber_log_normaliser(delta)
    # end
    return nll.mean()  # blank: which reduction?
