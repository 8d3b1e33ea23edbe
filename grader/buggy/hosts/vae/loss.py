"""Train a tiny autoencoder of black and white images, and split its loss for a plot."""

import torch
from torch import Tensor


def pixel_nll(x_recon: Tensor, x: Tensor) -> Tensor:
    """Negative log-likelihood of the pixels in nats, summed over all of them."""
    log_on = x_recon.log().clamp(min=-100)
    log_off = torch.log1p(-x_recon).clamp(min=-100)
    on = x * log_on
    off = (1 - x) * log_off
    return -(on + off).sum()


def code_price(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence of the codes from the prior in nats, summed over all of them."""
    energy = mu.square() + torch.expm1(log_var)
    per_element = 0.5 * (energy - log_var)
    return per_element.sum()


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
    reconstruction = pixel_nll(x_recon, x)
    kl = code_price(mu, log_var)
    return reconstruction + kl


def train(encoder: torch.nn.Module, decoder: torch.nn.Module, x: Tensor, steps: int) -> list[float]:
    """Nats per image after each step of gradient descent."""
    parameters = [*encoder.parameters(), *decoder.parameters()]
    history = []
    for _ in range(steps):
        mu, log_var = encoder(x).chunk(2, dim=-1)
        z = mu + torch.randn_like(mu) * (log_var / 2).exp()
        loss = vae_loss(torch.sigmoid(decoder(z)), x, mu, log_var)
        gradients = torch.autograd.grad(loss / len(x), parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.sub_(1e-2 * gradient)
        history.append(float(loss) / len(x))
    return history
