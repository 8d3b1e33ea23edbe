"""# Laplace: where the absolute error comes from.

Assume that the target is the prediction plus noise with exponential tails, `y ~ Laplace(mu, b)`.
Maximum likelihood then minimizes the negative log-density of the data. Write two losses:

- `laplace_nll(mu, b, y)`: the mean negative log-density of `y` under `Laplace(mu, b)`, every
  constant included;
- `mae_loss(y_hat, y)`: the mean absolute error. With `b` fixed it is the Laplace NLL up to an
  affine map, so both have the same minimizer.

`b > 0` is a scale (the standard deviation is `sqrt(2)*b`). `mu` and `y` have the same shape, with
any number of dimensions; `b` broadcasts against them: 0-d, `(1,)`, per feature, `(n, 1)` against
`(n, d)`, or full. "Mean" is over every element of the broadcast result, and a loss is a
0-dimensional tensor. Gradients flow to all inputs, including `b`.

From scratch: no `F.l1_loss`, no `F.smooth_l1_loss` and no `torch.distributions`.

## Formula

```
laplace_nll = mean(log(2*b) + abs(y-mu)/b)
mae_loss    = mean(abs(y-y_hat))
```

## Hints

1. A Laplace density falls exponentially with the distance from `mu`, on both sides. Write it
   down, normalize it, and take minus its logarithm: one term for the width of the noise, one for
   the distance in units of `b`. `mae_loss` keeps only the distance.
2. Be careful with the 2: the density is divided by `2*b`, the distance only by `b`. `b` may have
   fewer elements than `y`, so let broadcasting combine the terms *before* the mean, not after.
3. `(2 * b).log() + (y - mu).abs() / b`, then `.mean()`; for `mae_loss`,
   `(y - y_hat).abs().mean()`.

## In the interview

**Which distribution?** Absolute error assumes `y ~ Laplace(mu(x), b)` with one constant `b`: then
`NLL = MAE / b + log(2*b)`. What is predicted is the conditional *median*, where squared error
predicts the mean.

**Why is it robust?** A Gaussian log-density falls with the square of the residual, so a point ten
times as far pulls ten times as hard. The Laplace log-density falls linearly: every point pulls
with the same force `1/b`, and only its side counts. An outlier is simply less surprising under
this noise; robustness is a statement about tails, not a trick.

**Follow-ups.** *The best `b`?* The mean absolute residual. *What does it cost?* The gradient does
not shrink near the optimum, so a constant step size oscillates, and `abs` has a kink at 0;
Huber's loss is quadratic inside and linear outside, a Gaussian core with Laplace tails. *If the
noise really is Gaussian?* The median is less efficient than the mean: its variance is about
`pi/2` times as large. *And as a prior?* A Laplace prior on the weights is the L1 penalty: the
same density, for the parameters instead of the residuals.

## Rubric

- States the assumption: given `x`, the target is Laplace around the prediction, with one scale.
- Knows that the fit estimates the conditional median.
- Explains robustness by the tails: the pull of a residual is constant, where the Gaussian's grows
  with it.
- Distinguishes the scale from the standard deviation, and keeps the constant `log(2*b)`.
- Names the cost: a kink at 0, a gradient that does not shrink, less efficiency on Gaussian noise.

Red flags:

- "MAE is robust because it ignores outliers."
- Cannot say which statistic the absolute error estimates.
"""

import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Laplace distributions.

    Args:
        mu: predicted locations, any shape.
        b: scales, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    per_element = torch.log(2 * b) + (y - mu).abs() / b  # blank: negative log-density of each
    return per_element.mean()  # blank: which reduction of the NLL?


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean absolute error.

    Args:
        y_hat: predictions, any shape.
        y: targets, the shape of `y_hat`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    per_element = (y - y_hat).abs()  # blank: what is left of the NLL when b is fixed?
    return per_element.mean()  # blank: which reduction of the errors?
