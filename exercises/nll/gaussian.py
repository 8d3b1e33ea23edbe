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
"""

import math

import torch
from torch import Tensor

from grader import blank


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Gaussians.

    Args:
        mu: predicted means, any shape.
        sigma: standard deviations, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    z = blank("the residual, in which unit?")
    per_element = blank("NLL of each")
    return blank("which reduction of the NLL?")


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean squared error.

    Args:
        y_hat: predictions, any shape.
        y: targets, the shape of `y_hat`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    per_element = blank("what is left of the NLL when sigma is fixed?")
    return blank("which reduction of the errors?")
