"""Wrong answers to vae/model."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from tests.unseen import unseen


@unseen("VAE.encode", "the heads are swapped: log_var first")
def heads_swapped(self, x):
    h = self.encoder(x)
    return self.log_var_head(h), self.mu_head(h)


@unseen("VAE.encode", "exp of the second head: a variance, not its logarithm")
def variance_returned(self, x):
    h = self.encoder(x)
    mu = self.mu_head(h)
    var = torch.exp(self.log_var_head(h))
    return mu, var


@unseen("VAE.encode", "both from mu_head")
def one_head(self, x):
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.mu_head(hidden)


@unseen("VAE.encode", "a ReLU on the heads")
def relu_on_heads(self, x):
    h = self.encoder(x)
    return F.relu(self.mu_head(h)), F.relu(self.log_var_head(h))


@unseen("VAE.encode", "log_var is clamped")
def clamped_head(self, x):
    h = self.encoder(x)
    log_var = torch.clamp(self.log_var_head(h), min=-0.05, max=0.05)
    return self.mu_head(h), log_var


@unseen("VAE.encode", "reshapes to 784 pixels")
def mnist_view(self, x):
    x = x.view(-1, 784)
    h = self.encoder(x)
    return self.mu_head(h), self.log_var_head(h)


@unseen("VAE.encode", "only the mean is returned")
def only_mean(self, x):
    h = self.encoder(x)
    self.log_var = self.log_var_head(h)
    return self.mu_head(h)


@unseen("VAE.reparameterise", "the variance is used as the standard deviation")
def variance_for_std(self, mu, log_var):
    std = log_var.exp()
    eps = torch.randn_like(std)
    return eps * std + mu


@unseen("VAE.reparameterise", "torch.normal: no gradient")
def normal_draw(self, mu, log_var):
    return torch.normal(mu, torch.exp(0.5 * log_var))


@unseen("VAE.reparameterise", "one noise vector for all rows")
def shared_noise(self, mu, log_var):
    eps = torch.randn(mu.shape[1], dtype=mu.dtype, device=mu.device)
    return mu + eps * torch.exp(0.5 * log_var)


@unseen("VAE.reparameterise", "uniform noise")
def uniform(self, mu, log_var):
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * torch.rand_like(sigma)


@unseen("VAE.reparameterise", "log_var itself is the factor of the noise")
def log_as_factor(self, mu, log_var):
    return mu + log_var * torch.randn_like(mu)


@unseen("VAE.reparameterise", "a fixed seed in every call")
def seed_in_call(self, mu, log_var):
    torch.manual_seed(7)
    std = torch.exp(0.5 * log_var)
    return mu + std * torch.randn_like(std)


@unseen("VAE.forward", "decodes the mean, not a sample")
def decodes_mean(self, x):
    mu, log_var = self.encode(x)
    return self.decoder(mu), mu, log_var


@unseen("VAE.forward", "the reconstruction alone")
def recon_alone(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z)


@unseen("VAE.forward", "a second sigmoid")
def sigmoid_twice(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return torch.sigmoid(self.decoder(z)), mu, log_var


@unseen("VAE.forward", "mu and log_var first, reconstruction last")
def order_of_outputs(self, x):
    mu, log_var = self.encode(x)
    x_recon = self.decoder(self.reparameterise(mu, log_var))
    return mu, log_var, x_recon


@unseen("VAE.forward", "the sample is detached: the encoder learns from the KL alone")
def sample_detached(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var).detach()
    return self.decoder(z), mu, log_var


@unseen("VAE.forward", "the arguments of reparameterise are swapped")
def swapped_arguments(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(log_var, mu)
    return self.decoder(z), mu, log_var


@unseen("VAE.loss", "x and x_recon are swapped in the cross-entropy")
def cross_entropy_swapped(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x, x_recon, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("VAE.loss", "mean over the pixels")
def mean_over_pixels(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="mean")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("VAE.loss", "squared error")
def sum_of_squares(self, x, x_recon, mu, log_var):
    rec = torch.sum((x - x_recon) ** 2)
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return rec + kl


@unseen("VAE.loss", "a constant in the logs")
def logs_with_eps(self, x, x_recon, mu, log_var):
    eps = 1e-6
    rec = -(x * (x_recon + eps).log() + (1 - x) * (1 - x_recon + eps).log()).sum()
    kl = 0.5 * (mu.pow(2) + log_var.exp() - 1 - log_var).sum()
    return rec + kl


@unseen("VAE.loss", "divided by the batch size")
def per_image(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return (bce + kl) / x.size(0)


@unseen("VAE.loss", "the KL without the factor one half")
def full_kl(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@unseen("VAE", "log_var_head gets no gradient")
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
        with torch.no_grad():
            log_var = self.log_var_head(h)
        return self.mu_head(h), log_var

    def reparameterise(self, mu, log_var):
        return mu + torch.exp(log_var / 2) * torch.randn_like(mu)

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return bce - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@unseen("VAE", "log_var is read as log sigma throughout, consistently")
class LogSigmaVAE(nn.Module):
    """Variational autoencoder."""

    def __init__(self, d_input: int, d_latent: int):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x):
        hidden = self.encoder(x)
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu, log_sigma):
        return mu + torch.exp(log_sigma) * torch.randn_like(mu)

    def forward(self, x):
        mu, log_sigma = self.encode(x)
        z = self.reparameterise(mu, log_sigma)
        x_recon = self.decoder(z)
        return x_recon, mu, log_sigma

    def loss(self, x, x_recon, mu, log_sigma):
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
        sigma_squared = torch.exp(2 * log_sigma)
        kl = 0.5 * torch.sum(mu**2 + sigma_squared - 1 - 2 * log_sigma)
        return reconstruction + kl


@unseen("VAE.forward", "encodes under no_grad: the encoder never learns")
def frozen_encoder(self, x):
    with torch.no_grad():
        mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    reconstruction = self.decoder(z)
    return reconstruction, mu, log_var
