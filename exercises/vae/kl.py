"""# The KL divergence from the prior.

A VAE encodes `x` as a distribution `q(z|x) = N(mu, sigma^2)`, independent in each dimension, with
`log_var = log(sigma^2)`. The prior over codes is `N(0, 1)`. The second term of the VAE loss is
the Kullback-Leibler divergence of `q` from that prior, the expectation of `log q - log p` under
`q`. Write

- `kl_divergence(mu, log_var)`: that divergence in nats, in closed form, summed over **every**
  element.

`mu` and `log_var` have the same shape, any number of dimensions. The sum is over batch and latent
dimensions, so the result is a 0-dimensional tensor. It is 0 where `q` is the prior and positive
everywhere else; gradients flow to both inputs.

From scratch: no `torch.distributions` and no `torch.kl_div`.
"""

import torch
from torch import Tensor

from grader import blank


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence of diagonal Gaussians from the standard normal, summed over every element.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        The divergence in nats, a 0-dimensional tensor.
    """
    per_element = blank("closed form, per element")
    return blank("which reduction?")
