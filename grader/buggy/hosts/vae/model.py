"""A variational autoencoder of handwritten digits: model, training and samples."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class VAE(nn.Module):
    """Variational autoencoder with Bernoulli pixels and a standard normal prior over codes."""

    def __init__(self, d_input: int, d_latent: int) -> None:
        """Build the layers.

        Args:
            d_input: number of pixels.
            d_latent: number of dimensions of a code.
        """
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
        mu = self.mu_head(hidden)
        log_var = self.log_var_head(hidden)
        return mu, log_var

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        """Draw one code from each Gaussian, differentiably in its parameters.

        Args:
            mu: means, shape (n, d_latent).
            log_var: logarithms of the variances, shape (n, d_latent).

        Returns:
            A fresh sample, shape (n, d_latent).
        """
        std = (0.5 * log_var).exp()
        eps = torch.randn_like(std)
        return mu + std * eps

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode images, sample their codes and reconstruct them.

        Args:
            x: images, shape (n, d_input).

        Returns:
            Reconstructions of shape (n, d_input), and the codes' means and logarithms of
            variances, both of shape (n, d_latent).
        """
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        x_recon = self.decoder(z)
        return x_recon, mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        """Negative evidence lower bound, summed over images.

        Args:
            x: images in [0, 1], shape (n, d_input).
            x_recon: reconstructed pixel probabilities, shape (n, d_input).
            mu: means of the codes, shape (n, d_latent).
            log_var: logarithms of the codes' variances, shape (n, d_latent).

        Returns:
            The loss in nats, a 0-dimensional tensor.
        """
        pixels = F.binary_cross_entropy(x_recon, x, reduction="sum")
        codes = mu.square() + log_var.expm1() - log_var
        kl = 0.5 * codes.sum()
        return pixels + kl


def train(model: VAE, batches: list[Tensor], lr: float = 1e-4) -> None:
    """One epoch of stochastic gradient descent."""
    for x in batches:
        loss = model.loss(x, *model(x))
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients, strict=True):
                parameter.sub_(lr * gradient)


def imagine(model: VAE, n: int) -> Tensor:
    """Images of codes from the prior."""
    with torch.no_grad():
        return torch.as_tensor(model.decoder(torch.randn(n, model.mu_head.out_features)))
