"""# Gaussian: where the squared error comes from.

Assume that the target is the prediction plus Gaussian noise, `y ~ N(mu, sigma^2)`. Maximum
likelihood then minimizes the negative log-density of the data. Write two losses:

- `gaussian_nll(mu, sigma, y)`: the mean negative log-density of `y` under `N(mu, sigma^2)`, every
  constant included;
- `mse_loss(y_hat, y)`: the mean squared error. With `sigma` fixed it is the Gaussian NLL up to an
  affine map, so both have the same minimizer.

`sigma > 0` is a standard deviation, not a variance and not a logarithm. `mu` and `y` have the
same shape, with any number of dimensions; `sigma` broadcasts against them: 0-d, `(1,)`, per
feature, `(n, 1)` against `(n, d)`, or full. "Mean" is over every element of the broadcast result,
and a loss is a 0-dimensional tensor. Gradients flow to all inputs, including `sigma`: a network
may predict its own noise.

From scratch: no `F.gaussian_nll_loss`, no `F.mse_loss` and no `torch.distributions`.

## Formula

```
gaussian_nll = mean(0.5*log(2*pi) + log(sigma) + (y-mu)^2 / (2*sigma^2))
mse_loss     = mean((y-y_hat)^2)
```

## Hints

1. Write down the density of a Gaussian and take minus its logarithm. Three terms remain: a
   constant, a price for a wide `sigma`, and a price for the residual, measured in units of the
   noise. The squared error keeps only what depends on the prediction.
2. Keep all three terms, let broadcasting align `sigma` before the mean, and reduce once, at the
   very end.
3. With `z = (y - mu) / sigma`, an element costs `0.5 * log(2*pi) + log(sigma) + z^2 / 2`;
   `math.log` is enough for the constant. Then take `.mean()`. For `mse_loss`, square `y - y_hat`
   and take `.mean()`.

## In the interview

**Which distribution?** Squared error assumes `y ~ N(mu(x), sigma^2)` with one constant `sigma`.
Then `NLL = MSE / (2*sigma^2) + log(sigma) + const`: the two have the same minimizer, and what is
predicted is the conditional mean. The noise level drops out of the fit, but not out of the
posterior: a penalty `lambda * sum w^2` added to a squared error is a statement about a prior only
if `sigma` is known.

**What if sigma is learned?** `log(sigma)` keeps it from growing and the quadratic term from
shrinking; at the optimum `sigma^2` is the mean squared residual. If `sigma` depends on `x`
(heteroscedastic noise), every point is weighted by its precision `1/sigma^2`: noisy points pull
less. The loss is unbounded below when a point is fitted exactly while `sigma` goes to 0, so
predict `log(sigma)` and clamp it.

**Follow-ups.** *Can the NLL be negative?* Yes: a density may exceed 1. *Outliers?* A residual's
pull grows linearly without bound; heavier tails (Laplace, Student-t) bound it. *Why divide before
squaring?* `sigma^2` underflows in float32 long before `sigma` does. *A classic bug?* `(n, 1)`
against `(n,)` silently broadcasts to `(n, n)`, and the loss still goes down.

## Rubric

- States the assumption: given `x`, the target is Gaussian around the prediction, with one noise
  level.
- Derives the squared error from the log-density, and says what was dropped: a factor
  `1/(2*sigma^2)` and a constant.
- Knows that the fit estimates the conditional mean.
- Says what a predicted `sigma` changes: `log(sigma)` stays, each residual is weighted by
  `1/sigma^2`, and the likelihood has no bound.
- Mentions shapes: `(n, 1)` against `(n,)` broadcasts to `(n, n)` without an error.

Red flags:

- "MSE assumes that the targets, taken together, are Gaussian."
- Mistakes `sigma` for the variance, or drops `log(sigma)` although `sigma` is predicted.
"""

import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Gaussians.

    Args:
        mu: predicted means, any shape.
        sigma: standard deviations, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    z = (y - mu) / sigma  # blank: the residual, in which unit?
    per_element = 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2  # blank: NLL of each
    return torch.mean(per_element)  # blank: which reduction of the NLL?


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean squared error.

    Args:
        y_hat: predictions, any shape.
        y: targets, the shape of `y_hat`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    per_element = (y - y_hat).square()  # blank: what is left of the NLL when sigma is fixed?
    return per_element.mean()  # blank: which reduction of the errors?
