# forward: a second sigmoid is applied to the decoder's output, which has one already.
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
        """Parameters of the distribution of codes for each image."""
        h = self.encoder(x)
        return self.mu_head(h), self.log_var_head(h)

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        """Draw one code from each Gaussian."""
        std = torch.exp(0.5 * log_var)
        return mu + std * torch.randn_like(std)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode images, sample their codes and reconstruct them."""
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        x_recon = torch.sigmoid(self.decoder(z))
        return x_recon, mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        """Negative evidence lower bound, summed over images."""
        bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
        return bce + kl
