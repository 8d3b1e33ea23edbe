# VAE.loss: the reconstruction term is summed over pixels but averaged over the batch, while the KL is summed over everything.
import torch
from torch import nn
from torch.nn import functional as F


class VAE(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x):
        h = self.encoder(x)
        return self.mu_head(h), self.log_var_head(h)

    def reparameterise(self, mu, log_var):
        std = (log_var / 2).exp()
        eps = torch.randn(mu.shape, dtype=mu.dtype, device=mu.device)
        return eps * std + mu

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        pixel_nll = F.binary_cross_entropy(x_recon, x, reduction="none")
        rec = pixel_nll.sum(dim=-1).mean()
        kld = 0.5 * (mu.pow(2) + log_var.exp() - log_var - 1).sum()
        return rec + kld
