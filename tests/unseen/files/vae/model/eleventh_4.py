# when the batch size equals d_latent one noise vector is drawn and broadcast over all rows. Clause: "`eps` a fresh standard normal for each element". Shown by VAE(6, 2).reparameterise(zeros(2,2), zeros(2,2)): both rows are equal
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
        std = torch.exp(0.5 * log_var)
        n, d = mu.shape[0], mu.shape[-1]
        eps = mu.new_empty(n if n == d else mu.shape).normal_()
        return mu + std * eps

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        return self.decoder(z), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
        return reconstruction + kl
