# VAE.loss: the sum is divided by the batch size (a mean over images) instead of being summed over every element.
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
        features = self.encoder(x)
        return self.mu_head(features), self.log_var_head(features)

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        std = torch.exp(log_var / 2)
        eps = torch.empty_like(std).normal_()
        return eps * std + mu

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        q = self.encode(x)
        z = self.reparameterise(*q)
        return (self.decoder(z), *q)

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        pixels = F.binary_cross_entropy(x_recon, x, reduction="none").sum(dim=1)
        codes = 0.5 * (mu**2 + torch.exp(log_var) - 1 - log_var).sum(dim=1)
        return (pixels + codes).mean()
