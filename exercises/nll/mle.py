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
"""

import torch
from torch import Tensor

from grader import blank


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Gaussian to a sample by maximum likelihood.

    Args:
        y: the sample, floating point, shape (n,).

    Returns:
        The mean and the standard deviation, both 0-dimensional.
    """
    mu = blank("where do squared distances balance?")
    sigma = blank("the spread about mu, as a standard deviation")
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Laplace distribution to a sample by maximum likelihood.

    Args:
        y: the sample, floating point, shape (n,).

    Returns:
        The location and the scale, both 0-dimensional.
    """
    mu = blank("where do absolute distances balance?")
    b = blank("the spread about mu, as a Laplace scale")
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    """Fit a Bernoulli distribution to a sample by maximum likelihood.

    Args:
        y: zeros and ones, shape (n,).

    Returns:
        The probability of a one, 0-dimensional.
    """
    return blank("the likeliest probability of a one")


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    """Fit a categorical distribution to a sample of labels by maximum likelihood.

    Args:
        y: labels, int64 in [0, n_classes), shape (n,).
        n_classes: number of classes, seen or not.

    Returns:
        The probability of each class, shape (n_classes,), in the default floating dtype.
    """
    counts = blank("how often is each class seen?")
    return blank("from counts to probabilities")
