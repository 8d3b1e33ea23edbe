# VAE.reparameterise: keeps the noise of the first call and uses it again for every batch of the same shape, so draws are not fresh.
"""A variational autoencoder."""

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
        """Parameters of q(z|x)."""
        hidden = self.encoder(x)
        return self.mu_head(hidden), self.log_var_head(hidden)

    def _standard_normal(self, like: Tensor) -> Tensor:
        cached = getattr(self, "_eps", None)
        if cached is None or cached.shape != like.shape or cached.dtype != like.dtype or cached.device != like.device:
            cached = torch.randn_like(like)
            self._eps = cached.detach()
        return self._eps

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        """mu + sigma*eps."""
        return mu + (0.5 * log_var).exp() * self._standard_normal(mu)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode, sample, decode."""
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        return self.decoder(z), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        """Negative ELBO."""
        log_p = torch.log(x_recon).clamp(min=-100)
        log_q = torch.log1p(-x_recon).clamp(min=-100)
        recon = -(x * log_p + (1 - x) * log_q).sum()
        kl = -0.5 * torch.sum(1 + log_var - mu.square() - log_var.exp())
        return recon + kl
