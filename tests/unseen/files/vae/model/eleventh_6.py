# forward clamps the reconstruction to [1e-4, 1-1e-4] "so that the loss is finite": a fresh network never gets there, a saturated one has a wrong loss and a dead gradient. Clause: forward is "encode, sample, decode", loss "exact for `x_recon` close to 0 and 1". Shown by decoder[2].bias = -15: x_recon 1e-4 instead of 3e-7, gradient to the decoder 0
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
        return mu + std * torch.randn_like(mu)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var)
        return self.decoder(z).clamp(1e-4, 1 - 1e-4), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
        return reconstruction + kl
