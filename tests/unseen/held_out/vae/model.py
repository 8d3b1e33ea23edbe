"""Wrong answers to vae/model."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from tests.unseen import unseen


@unseen("VAE.encode", "a tanh on the mean")
def tanh_mean(self, x):
    h = self.encoder(x)
    return torch.tanh(self.mu_head(h)), self.log_var_head(h)


@unseen("VAE.encode", "the standard deviation is returned in place of log_var")
def std_returned(self, x):
    features = self.encoder(x)
    return self.mu_head(features), torch.exp(0.5 * self.log_var_head(features))


@unseen("VAE.encode", "softplus on log_var: never negative")
def softplus_log_var(self, x):
    h = self.encoder(x)
    return self.mu_head(h), F.softplus(self.log_var_head(h))


@unseen("VAE.encode", "a second ReLU and dropout on the features")
def dropout_features(self, x):
    h = F.dropout(F.relu(self.encoder(x)), 0.2, training=self.training)
    return self.mu_head(h), self.log_var_head(h)


@unseen("VAE.encode", "the encoder's ReLU is skipped")
def no_activation(self, x):
    h = self.encoder[0](x)
    return self.mu_head(h), self.log_var_head(h)


@unseen("VAE.encode", "one tensor with both in place of a pair")
def concatenated(self, x):
    h = self.encoder(x)
    return torch.cat([self.mu_head(h), self.log_var_head(h)], dim=1)


@unseen("VAE.encode", "the heads are applied to x: shapes do not fit")
def heads_on_x(self, x):
    return self.mu_head(x), self.log_var_head(x)


@unseen("VAE.reparameterise", "the mean: no noise")
def no_noise(self, mu, log_var):
    return mu


@unseen("VAE.reparameterise", "the standard deviation is detached")
def detached_std(self, mu, log_var):
    std = torch.exp(0.5 * log_var).detach()
    eps = torch.randn_like(std)
    return mu + eps * std


@unseen("VAE.reparameterise", "one number of noise for each row")
def row_noise(self, mu, log_var):
    eps = torch.randn(mu.size(0), 1, dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("VAE.reparameterise", "exp(-log_var/2)")
def negative_exponent(self, mu, log_var):
    std = torch.exp(-log_var / 2)
    return mu + std * torch.randn_like(std)


@unseen("VAE.reparameterise", "sqrt of log_var: nan")
def sqrt_log_var(self, mu, log_var):
    std = log_var.sqrt()
    return mu + std * torch.randn_like(mu)


@unseen("VAE.reparameterise", "the noise is drawn once and kept on the model")
def noise_kept(self, mu, log_var):
    if getattr(self, "eps", None) is None or self.eps.shape != mu.shape:
        self.eps = torch.randn_like(mu)
    return mu + torch.exp(0.5 * log_var) * self.eps


@unseen("VAE.reparameterise", "a sample in evaluation only: the mean in training")
def mean_in_training(self, mu, log_var):
    if self.training:
        return mu
    std = torch.exp(0.5 * log_var)
    return mu + std * torch.randn_like(std)


@unseen("VAE.forward", "decodes noise from the prior")
def from_prior(self, x):
    mu, log_var = self.encode(x)
    z = torch.randn_like(mu)
    return self.decoder(z), mu, log_var


@unseen("VAE.forward", "the variance is returned in place of log_var")
def variance_out(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), mu, log_var.exp()


@unseen("VAE.forward", "a fourth output, z")
def four_outputs(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), mu, log_var, z


@unseen("VAE.forward", "log_var before mu")
def log_var_first(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), log_var, mu


@unseen("VAE.forward", "the sigmoid is left off: logits, not probabilities")
def logits_out(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder[:-1](z), mu, log_var


@unseen("VAE.forward", "the reconstruction is rounded to 0 and 1")
def rounded(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    p = self.decoder(z)
    return (p > 0.5).to(p.dtype), mu, log_var


@unseen("VAE.forward", "mu and log_var are detached in the result")
def detached_outputs(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), mu.detach(), log_var.detach()


@unseen("VAE.loss", "takes the reconstruction as its first argument")
def recon_first(self, x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("VAE.loss", "mean over the codes")
def mean_over_codes(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.mean(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("VAE.loss", "the KL is subtracted")
def kl_subtracted(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce - kl


@unseen("VAE.loss", "applies a sigmoid to probabilities")
def with_logits(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy_with_logits(x_recon, x, reduction="sum")
    kl = 0.5 * torch.sum(mu**2 + log_var.exp() - log_var - 1)
    return bce + kl


@unseen("VAE.loss", "x_recon is clamped at 1e-4")
def clamped_recon(self, x, x_recon, mu, log_var):
    x_recon = x_recon.clamp(1e-4, 1 - 1e-4)
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = 0.5 * torch.sum(mu**2 + log_var.exp() - log_var - 1)
    return bce + kl


@unseen("VAE.loss", "the constant 1 in the KL is missing")
def kl_constant(self, x, x_recon, mu, log_var):
    recon_loss = nn.BCELoss(reduction="sum")(x_recon, x)
    kl_loss = -0.5 * (log_var - mu.pow(2) - log_var.exp()).sum()
    return recon_loss + kl_loss


@unseen("VAE", "a smaller hidden layer of 128: the layers are not those given")
class SmallVAE(nn.Module):
    """Variational autoencoder."""

    def __init__(self, d_input: int, d_latent: int):
        super().__init__()
        h = 128
        self.encoder = nn.Sequential(nn.Linear(d_input, h), nn.ReLU())
        self.mu_head = nn.Linear(h, d_latent)
        self.log_var_head = nn.Linear(h, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, h), nn.ReLU(), nn.Linear(h, d_input), nn.Sigmoid()
        )

    def encode(self, x):
        h = self.encoder(x)
        return self.mu_head(h), self.log_var_head(h)

    def reparameterise(self, mu, log_var):
        std = torch.exp(0.5 * log_var)
        return mu + std * torch.randn_like(std)

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
        return bce + kl


@unseen("VAE.loss", "the mean of the rows, not their sum")
def rows_averaged(self, x, x_recon, mu, log_var):
    batch_size = x.shape[0]
    total = torch.zeros((), dtype=x.dtype, device=x.device)
    for i in range(batch_size):
        row_bce = F.binary_cross_entropy(x_recon[i], x[i], reduction="sum")
        row_kl = -0.5 * torch.sum(1 + log_var[i] - mu[i] ** 2 - torch.exp(log_var[i]))
        total = total + row_bce + row_kl
    return total / batch_size
