# reparameterise: draws one noise number for each image, shape (n, 1), and shares it between the latent dimensions.
"""Variational autoencoder with Bernoulli pixels."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class VAE(nn.Module):
    """Variational autoencoder with Bernoulli pixels and a standard normal prior over codes."""

    def __init__(self, d_input: int, d_latent: int) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Parameters of the distribution of codes for each image.

        Args:
            x: images, shape (n, d_input).

        Returns:
            Means and logarithms of the variances, both of shape (n, d_latent).
        """
        hidden = self.encoder(x)
        heads = (self.mu_head, self.log_var_head)
        mu, log_var = (head(hidden) for head in heads)
        return mu, log_var

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        """Draw one code from each Gaussian, differentiably in its parameters.

        Args:
            mu: means, shape (n, d_latent).
            log_var: logarithms of the variances, shape (n, d_latent).

        Returns:
            A fresh sample, shape (n, d_latent).
        """
        n = mu.size(0)
        eps = torch.randn(n, 1, dtype=mu.dtype, device=mu.device)
        return mu + eps * torch.exp(log_var / 2)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode images, sample their codes and reconstruct them."""
        parameters = self.encode(x)
        code = self.reparameterise(*parameters)
        return (self.decoder(code), *parameters)

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        """Negative evidence lower bound, summed over images.

        Args:
            x: images in [0, 1], shape (n, d_input).
            x_recon: reconstructed pixel probabilities, shape (n, d_input).
            mu: means, shape (n, d_latent).
            log_var: logarithms of the variances, shape (n, d_latent).

        Returns:
            The loss in nats, a 0-dimensional tensor.
        """
        log_p = torch.log(x_recon).clamp(min=-100.0)
        log_q = torch.log1p(-x_recon).clamp(min=-100.0)
        nll = -(x * log_p + (1 - x) * log_q)
        kl = -0.5 * (1 + log_var - mu.square() - log_var.exp())
        return nll.sum() + kl.sum()
