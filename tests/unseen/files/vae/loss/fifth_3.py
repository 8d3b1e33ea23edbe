# vae_loss: detaches the images, so no gradient flows to x.
"""The negative evidence lower bound, from its two terms."""

import torch
from torch import Tensor


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
    data = x.detach()
    log_one = torch.log(x_recon).clamp(min=-100)
    log_zero = torch.log1p(-x_recon).clamp(min=-100)
    reconstruction = -(data * log_one + (1 - data) * log_zero).sum()
    kl = 0.5 * (mu.square() + log_var.exp() - log_var - 1).sum()
    return reconstruction + kl
