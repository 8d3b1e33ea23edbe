"""# Absolute error is a Laplace likelihood.

Assume that the target is the prediction plus noise with exponential tails,
`y ~ Laplace(mu, b)`, whose density is `exp(-abs(y-mu)/b) / (2*b)`. Maximum likelihood then
minimises the negative log-density of the data. Write two losses:

- `laplace_nll(mu, b, y)`: the mean of `log(2*b) + abs(y-mu)/b`;
- `mae_loss(y_hat, y)`: the mean of `abs(y-y_hat)`. With `b` fixed it is the Laplace NLL up to
  an affine map, so both have the same minimiser.

`b > 0` is a scale (the standard deviation is `sqrt(2)*b`). `mu` and `y` have the same shape,
with any number of dimensions; `b` broadcasts against them: 0-d, `(1,)`, per feature, `(n, 1)`
against `(n, d)`, or full. "Mean" is over every element of the broadcast result, and a loss is a
0-dimensional tensor. Gradients flow to all inputs, `b` included.

From scratch: no `F.l1_loss`, no `F.smooth_l1_loss` and no `torch.distributions`.

## Hints

1. Write the density, take its logarithm, change the sign: one term for the width of the noise,
   one for the distance. `mae_loss` keeps only the distance.
2. Mind where the 2 belongs: the density is divided by `2*b`, the distance by `b` alone. `b` may
   have fewer elements than `y`, so let broadcasting join the terms *before* the mean, not
   after.
3. `(2 * b).log() + (y - mu).abs() / b`, then `.mean()`; for `mae_loss`,
   `(y - y_hat).abs().mean()`.

## In the interview

**Which distribution?** Absolute error assumes `y ~ Laplace(mu(x), b)` with one constant `b`:
then `NLL = MAE / b + log(2*b)`. What is predicted is the conditional *median*, where squared
error predicts the mean.

**Why is it robust?** A Gaussian log-density falls with the square of the residual, so a point
ten times as far pulls ten times as hard. The Laplace log-density falls linearly: every point
pulls with the same force `1/b`, and only its side counts. An outlier is thus simply less
surprising under this noise; robustness is a statement about tails, not a trick.

**Follow-ups.** *The best `b`?* The mean absolute residual. *What does it cost?* The gradient
does not shrink near the optimum, so a constant step size rattles, and `abs` has a kink at 0;
Huber's loss is quadratic inside and linear outside, a Gaussian core with Laplace tails. *If the
noise really is Gaussian?* The median is less efficient than the mean: its variance is about
`pi/2` times as large. *And as a prior?* A Laplace prior on the weights is the L1 penalty: the
same density, put on the parameters instead of the residuals.
"""

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
    per_element = (2 * b).log() + (y - mu).abs() / b  # blank: negative log-density of each element
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
