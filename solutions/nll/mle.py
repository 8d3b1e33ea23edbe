"""# Maximum likelihood in closed form.

A loss is a negative log-likelihood, and without inputs its minimizer has a closed form: a
familiar statistic. For each of four distributions, write the parameters that make a sample most
likely:

- `gaussian_mle(y)`: `(mu, sigma)`, the mean and the standard deviation of the Gaussian;
- `laplace_mle(y)`: `(mu, b)`, the location and the scale of the Laplace distribution;
- `bernoulli_mle(y)`: the probability of a one;
- `categorical_mle(y, n_classes)`: the probability of each class.

A sample is 1-dimensional and not empty. The first three take a floating-point sample and return
0-dimensional tensors of its dtype; the sample of `bernoulli_mle` has zeros and ones. If a whole
interval of locations is equally likely, any point of it is accepted. A single observation is a
sample too: its spread is 0, not `nan`. `categorical_mle` takes int64 labels in `[0, n_classes)`
and returns shape `(n_classes,)` in the default floating dtype; a class that is not in the sample
has probability 0.

From scratch: no `torch.distributions`, no `scipy.stats`.

## Formula

```
gaussian_mle:     mu = mean(y),    sigma = sqrt(sum((y-mu)^2) / n)
laplace_mle:      mu = median(y),  b = sum(abs(y-mu)) / n
bernoulli_mle:    p = sum(y) / n
categorical_mle:  p_k = count_k / n
```

## Hints

1. Set the derivative of the log-likelihood to 0. Squared distances balance at one statistic,
   absolute distances at another, and the spread is the average of the same distances about it.
   For coins and labels, count.
2. Maximum likelihood divides by `n`, not by `n - 1`, and the Gaussian takes the root at the end.
   The Laplace measures distances from its own location. A class that was never drawn still needs
   its place in the result.
3. `((y - mu) ** 2).mean().sqrt()`; `y.median()` and `(y - mu).abs().mean()`;
   `y.sum() / y.numel()`; `torch.bincount(y, minlength=n_classes) / y.numel()`.

## In the interview

**What is the point?** Choosing a loss is choosing a distribution, and the loss predicts that
distribution's maximum-likelihood location: squared error the mean, absolute error the median,
cross-entropy the class frequencies. A network fitted with such a loss estimates the same
statistic, conditional on `x`.

**Is the maximum-likelihood estimate unbiased?** Not in general: on average `sigma^2` is too small
by the factor `(n-1)/n`, since the mean was fitted to the same data. Dividing by `n - 1` removes
the bias of the variance (not that of its square root). The bias vanishes as `n` grows: the
estimate is consistent, and asymptotically efficient.

**Follow-ups.** *Where does it fail?* Small samples: one point gives `sigma = 0` and an infinite
density, three heads in three tosses give `p = 1`, an unseen class is declared impossible and one
later occurrence costs an infinite loss. *The cure?* A prior: with Beta or Dirichlet pseudo-counts
the posterior mode becomes `(count + a - 1) / (n + sum(a) - k)`, and `a = 2` for every class is
add-one smoothing. *Is `sigma` the root of the estimate of `sigma^2`?* Yes: maximum likelihood
does not depend on the parametrization; the mode of a posterior does.

## Rubric

- Links losses to statistics: squared error to the mean, absolute error to the median,
  cross-entropy to frequencies.
- Derives one of them by setting a derivative to 0.
- Says that the variance of maximum likelihood divides by `n`, why it is biased, and that `n - 1`
  corrects the variance but not its root.
- Knows where it fails: one point, an unseen class, three heads in three tosses.
- Offers the cure, a prior, and reads pseudo-counts as one.

Red flags:

- "Dividing by `n - 1` is the maximum-likelihood estimate."
- Thinks that an unseen class with probability 0 does no harm.
"""

import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Gaussian to a sample by maximum likelihood.

    Args:
        y: the sample, floating point, shape (n,).

    Returns:
        The mean and the standard deviation, both 0-dimensional.
    """
    mu = y.mean()  # blank: where do squared distances balance?
    sigma = (y - mu).square().mean().sqrt()  # blank: the spread about mu, as a standard deviation
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Laplace distribution to a sample by maximum likelihood.

    Args:
        y: the sample, floating point, shape (n,).

    Returns:
        The location and the scale, both 0-dimensional.
    """
    mu = y.median()  # blank: where do absolute distances balance?
    b = (y - mu).abs().mean()  # blank: the spread about mu, as a Laplace scale
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    """Fit a Bernoulli distribution to a sample by maximum likelihood.

    Args:
        y: zeros and ones, shape (n,).

    Returns:
        The probability of a one, 0-dimensional.
    """
    return y.sum() / y.numel()  # blank: the likeliest probability of a one


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    """Fit a categorical distribution to a sample of labels by maximum likelihood.

    Args:
        y: labels, int64 in [0, n_classes), shape (n,).
        n_classes: number of classes, seen or not.

    Returns:
        The probability of each class, shape (n_classes,), in the default floating dtype.
    """
    counts = torch.bincount(y, minlength=n_classes)  # blank: how often is each class seen?
    return counts / y.numel()  # blank: from counts to probabilities
