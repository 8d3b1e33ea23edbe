# loss: the KL is averaged over the images while the reconstruction is summed over them.
import torch
from torch import Tensor, nn
from torch.nn import functional as F


class VAE(nn.Module):
    """Variational autoencoder with Bernoulli pixels and a standard normal prior over codes."""

    def __init__(self, d_input: int, d_latent: int) -> None:
        """Build the layers."""
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden features, then one head for each parameter."""
        hidden = self.encoder(x)
        mu = self.mu_head(hidden)
        log_var = self.log_var_head(hidden)
        return mu, log_var

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        """z = mu + sigma * eps."""
        sigma = torch.exp(log_var / 2)
        eps = torch.randn_like(mu)
        return mu + sigma * eps

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode, sample, decode."""
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        return self.decoder(z), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        """Negative ELBO."""
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl_per_image = -0.5 * torch.sum(1 + log_var - mu**2 - torch.exp(log_var), dim=1)
        return reconstruction + torch.mean(kl_per_image)
