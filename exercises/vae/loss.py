"""# The negative evidence lower bound.

A VAE assumes that a code `z ~ N(0, 1)` is drawn first and the data from it, here pixel by pixel:
`x ~ Bernoulli(x_recon)` with `x_recon = decoder(z)`. The likelihood of `x` alone cannot be
computed, so training minimizes an upper bound of `-log p(x)`, the negative ELBO. The encoder's
distribution of codes is `q = N(mu, sigma^2)` with `log_var = log(sigma^2)`. Write

- `vae_loss(x_recon, x, mu, log_var)`: the Bernoulli negative log-likelihood of `x`, summed over
  every element, plus the KL divergence of `q` from the prior in nats, summed over every element.

`x_recon` and `x` have the same shape, with values in `[0, 1]`; a gray pixel pays the share `x` of
what a one costs and the share `1-x` of what a zero costs. `mu` and `log_var` have the same shape.
The result is a 0-dimensional tensor, and gradients flow to all four inputs.

The loss is exact for `x_recon` close to 0 and 1: within `1e-12` of either in float64, within
`1e-6` in float32. So a clamp of `x_recon` at `1e-7` is wrong. At exactly 0 or 1 the loss is
finite, and its value is not graded.

`F.binary_cross_entropy` may be used here; `torch.distributions` may not.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader import blank


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Negative evidence lower bound of a VAE with Bernoulli pixels and a standard normal prior.

    Args:
        x_recon: reconstructed pixel probabilities, in [0, 1], any shape.
        x: pixels in [0, 1], the shape of `x_recon`.
        mu: means of the codes, any shape.
        log_var: logarithms of the codes' variances, the shape of `mu`.

    Returns:
        The loss in nats, a 0-dimensional tensor.
    """
    reconstruction = blank("NLL of the pixels")
    kl = blank("price of the codes")
    return blank("the bound, from its two terms")
