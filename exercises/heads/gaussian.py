"""# A mean and its uncertainty.

A regression network usually predicts one number without its error. Here it outputs a
distribution, `y ~ N(mu(x), sigma(x)^2)`: how far off it may be depends on `x` (heteroscedastic
noise), and both are learned by maximum likelihood.

`GaussianHead(d_in)` is given two layers, `mean_head` and `log_std_head`, each `Linear(d_in, 1)`.
Write

- `forward(x) -> (mu, sigma)`: the mean, which is the output of the first layer, and the standard
  deviation, whose logarithm is the output of the second layer, clamped to `[-5, 5]`;
- `nll_loss(x, y)`: the mean over the batch of the negative log-density of `y` under the head's
  own Gaussian, every constant included.

`x` has shape `(n, d_in)`; `y`, `mu` and `sigma` have shape `(n, 1)`. `mu` may be any real number.
`sigma` stays in `[exp(-5), exp(5)]` for any output of the layer, including `1e4`, and gradients
stay finite and right there. The loss is a 0-dimensional tensor, and gradients flow to `x`, `y`
and the parameters of both layers.

`torch.distributions.Normal` may be used in `nll_loss`; `F.gaussian_nll_loss` may not.
"""

import math

import torch
from torch import Tensor, nn

from grader import blank


class GaussianHead(nn.Module):
    """Two linear layers whose outputs are the mean and the standard deviation of the target."""

    def __init__(self, d_in: int) -> None:
        """Build the layers.

        Args:
            d_in: number of features.
        """
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation of the target.

        Args:
            x: features, shape (n, d_in).

        Returns:
            The means and the standard deviations, both of shape (n, 1).
        """
        mu = blank("the mean: any real number")
        sigma = blank("positive and bounded: which order?")
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under the head.

        Args:
            x: features, shape (n, d_in).
            y: targets, shape (n, 1).

        Returns:
            The loss, a 0-dimensional tensor.
        """
        mu, sigma = blank("what does the head predict for x?")
        z = blank("the residual, in which unit?")
        per_row = blank("NLL of each")
        return blank("which reduction?")
