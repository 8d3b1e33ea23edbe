"""# The reparameterization trick.

The loss of a VAE is an expectation over codes `z ~ N(mu, sigma^2)` whose parameters are being
trained. A draw is not a function of `mu` and `sigma` that you can differentiate, unless the draw
is rewritten as one. With `log_var = log(sigma^2)`, write

- `reparameterise(mu, log_var)`: a draw from `N(mu, sigma^2)` for each element, as a
  differentiable function of `mu`, of `log_var` and of a noise that depends on neither.

`mu` and `log_var` have the same shape, any number of dimensions, and the result has it too, with
their dtype and device. The noise is new: drawn again, and independently, for each element and at
each call. Gradients flow to both inputs.

From scratch: no `torch.distributions`.
"""

import torch
from torch import Tensor

from grader import blank


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw one code from each Gaussian, differentiably in its parameters.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        A fresh sample, the shape of `mu`.
    """
    std = blank("standard deviation")
    eps = blank("noise: which law, which shape?")
    return blank("the sample")
