# VAE.reparameterise: one noise vector is drawn for the latent dimensions and shared by all rows of the batch, so the codes are not independent.
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
        h = self.encoder(x)
        mu = self.mu_head(h)
        log_var = self.log_var_head(h)
        return mu, log_var

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        d_latent = mu.shape[-1]
        eps = torch.randn(d_latent, dtype=mu.dtype, device=mu.device)
        return torch.addcmul(mu, log_var.mul(0.5).exp(), eps)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = 0.5 * (mu.square() + log_var.exp() - log_var - 1).sum()
        return nll + kl
