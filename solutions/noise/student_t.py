"""# Student-t: noise with outliers.

One sensor in a hundred fails, one label in fifty has a slipped decimal point: such noise has heavy
tails, and under a Gaussian a single far point drags the whole fit with it. The Student-t
distribution with location `mu`, scale `sigma` and `nu` degrees of freedom gives far points a
probability that falls only as a power. Write

- `student_t_nll(mu, sigma, nu, y)`: the mean over every element of the negative log-density of
  `y`, every constant included;
- `student_t_influence(z, nu)`: the derivative of one element's negative log-density by its
  standardized residual `z`, in scales from `mu`: how hard a point that is `z` scales away pulls.

`mu` and `y` have the same shape, any (0-dimensional too). `sigma` and `nu` are positive tensors
that broadcast against them: 0-dimensional, `(1,)`, one per feature, `(n, 1)` against `(n, d)`, or
full. The mean is over every element of the broadcast result. `sigma` is a scale, from 1e-3 to 1e3,
and not the standard deviation. `nu` lies between 0.5 and 100. Residuals go to `1e6` scales, and
down to 0. The loss is a 0-dimensional tensor, and gradients flow to all four arguments.

In the influence `z` goes to `1e6` in size, and `nu` is a Python float, or a tensor that broadcasts
against `z`; the result has the shape of `z`. Gradients flow to `z`, and to a tensor `nu`.

Value and gradient are accurate in the whole range, in float32 to 1e-4. From scratch: no
`torch.distributions` and no `scipy.stats`; `torch.lgamma` is allowed.

## Formula

```
z                   = (y - mu) / sigma
student_t_nll       = mean of lgamma(nu/2) - lgamma((nu+1)/2)
                      + 0.5*log(nu*pi) + log(sigma)
                      + (nu+1)/2 * log(1 + z^2/nu)
student_t_influence = (nu+1) * z / (nu + z^2)
```

## Hints

1. The density is one plus a scaled square, to a negative power. Which part depends on the
   residual, which is the price of a wide scale, and which normalizes and depends on `nu` alone?
   For the influence differentiate the first part only.
2. Take the logarithms first: gamma functions overflow, their logarithms do not. `nu` is an input
   like the others, so its terms belong to the gradient. At large `z` the influence falls like
   `1/z`.
3. `z = (y - mu)/sigma`; `(nu + 1)/2 * torch.log1p(z*z/nu)`, plus `sigma.log()`, plus
   `torch.lgamma(nu/2) - torch.lgamma((nu + 1)/2) + 0.5*torch.log(nu*math.pi)`. Add, then one
   `mean`.

## In the interview

**Which distribution?** `y` given `x` is Student-t: a Gaussian whose precision is itself unknown
and gamma distributed, with shape and rate `nu/2`. Integrating the precision out turns the
exponential tail into a power, `abs(z)^-(nu+1)`. `nu = 1` is the Cauchy distribution, `nu` to
infinity the Gaussian. The mean exists for `nu > 1` and the variance, `sigma^2 * nu/(nu-2)`, for
`nu > 2`; location and scale always exist, and the likelihood does not mind.

**Why is it robust?** The influence of a residual, the derivative of its loss, is `z` for a
Gaussian, unbounded; bounded by `delta` for Huber; for Student-t it rises to `(nu+1)/(2*sqrt(nu))`
at `z = sqrt(nu)` and then falls to 0. It redescends: a far point is taken for an outlier and
ignored. As a weight, each residual counts `(nu+1)/(nu+z^2)`, which is the expected precision of
that point given its residual: fitting by these weights again and again is EM.

**Follow-ups.** *What does redescending cost?* The loss is not convex in `mu`: two clusters can be
two minima, so start from a robust fit (median, Huber). *Can `nu` be learned?* Yes, its gradient is
in the normalizer; without the normalizer `nu` comes out far too low. With few data it is weakly
determined: bound it, or put a prior on it. *Is it a regularizer?* No, it is the likelihood; as a
prior on weights it prefers few large ones. *When is it wrong?* If outliers are the thing of
interest, or if the tail is on one side. *Numerics?* `log1p`, log-gamma, and `sigma` and `nu`
through softplus with a floor.

## Rubric

- Names the distribution, and sees it as a Gaussian with an unknown, gamma distributed precision.
- Explains robustness by the influence: bounded, and it goes back to 0 for far points.
- Knows the ends: Cauchy at `nu = 1`, Gaussian for large `nu`; `sigma` is not the standard
  deviation.
- Keeps every term with `nu` if `nu` is learned.
- Names the price: the loss is not convex, so the start matters.

Red flags:

- Removes outliers by hand first and calls what is left Gaussian.
- Believes that a bounded influence means that outliers are detected or corrected.
"""

import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density of observations with heavy-tailed noise.

    Args:
        mu: location, any shape.
        sigma: scale, positive; broadcasts against `mu`.
        nu: degrees of freedom, in [0.5, 100]; broadcasts against `mu`.
        y: observations, of the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    z = (y - mu) / sigma  # blank: the residual, in which unit?
    tail = (nu + 1) / 2 * torch.log1p(z.square() / nu)  # blank: what a residual costs
    # blank: what normalizes it: the degrees of freedom, then the scale
    gammas = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2)
    normalizer = gammas + torch.log(nu * math.pi) / 2 + torch.log(sigma)
    # end
    return (tail + normalizer).mean()  # blank: put together and reduce


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """How hard a point pulls on the location, by its standardized residual.

    Args:
        z: standardized residuals, any shape.
        nu: degrees of freedom, in [0.5, 100]; a float, or a tensor that broadcasts against `z`.

    Returns:
        The influence, of the shape of `z`.
    """
    return (nu + 1) * z / (nu + z.square())  # blank: the derivative by the residual
