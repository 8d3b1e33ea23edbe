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
"""

import torch
from torch import Tensor

from grader import blank


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Laplace distributions.

    Args:
        mu: predicted locations, any shape.
        b: scales, positive, broadcastable against `mu`.
        y: targets, the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    per_element = blank("negative log-density of each")
    return blank("which reduction of the NLL?")


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean absolute error.

    Args:
        y_hat: predictions, any shape.
        y: targets, the shape of `y_hat`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    per_element = blank("what is left of the NLL when b is fixed?")
    return blank("which reduction of the errors?")
