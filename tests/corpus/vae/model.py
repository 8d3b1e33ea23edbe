"""Answers to vae/model."""

import math

import torch
import torch.nn.functional as F
from torch import nn
from torch.distributions import Bernoulli, Normal, kl_divergence

from tests.corpus import right, wrong


@right("VAE")
class AsInTheTutorial(nn.Module):
    def __init__(self, d_input: int, d_latent: int) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x):
        h1 = self.encoder(x)
        return self.mu_head(h1), self.log_var_head(h1)

    def reparameterise(self, mu, logvar):
        std = torch.exp(0.5 * logvar)
        eps = torch.randn_like(std)
        return mu + eps * std

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        mu, logvar = self.encode(x)
        z = self.reparameterise(mu, logvar)
        return self.decode(z), mu, logvar

    def loss(self, x, recon_x, mu, logvar):
        BCE = F.binary_cross_entropy(recon_x, x, reduction="sum")
        KLD = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
        return BCE + KLD


@right("VAE")
class LayerByLayer(nn.Module):
    def __init__(self, d_input, d_latent):
        nn.Module.__init__(self)
        self.log_var_head = nn.Linear(256, d_latent)
        self.mu_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential()
        self.decoder.append(nn.Linear(d_latent, 256))
        self.decoder.append(nn.ReLU())
        self.decoder.append(nn.Linear(256, d_input))
        self.decoder.append(nn.Sigmoid())
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.d_input, self.d_latent = d_input, d_latent

    def encode(self, x):
        if x.dim() != 2 or x.size(1) != self.d_input:
            raise ValueError(f"expected (n, {self.d_input}), got {tuple(x.shape)}")
        for layer in self.encoder:
            x = layer(x)
        return tuple(head(x) for head in (self.mu_head, self.log_var_head))

    @staticmethod
    def reparameterise(mu, log_var):
        return torch.addcmul(mu, log_var.exp().sqrt(), torch.empty_like(mu).normal_())

    def forward(self, x):
        parameters = self.encode(x)
        out = self.reparameterise(*parameters)
        for layer in self.decoder:
            out = layer(out)
        return (out, *parameters)

    def loss(self, x, x_recon, mu, log_var):
        log_p = x_recon.log().clamp(min=-100)
        log_q = torch.log1p(-x_recon).clamp(min=-100)
        rate = (mu.square() + log_var.expm1() - log_var) / 2
        return rate.sum() - (x * log_p + (1 - x) * log_q).sum()


@right("VAE")
class SamplesInTrainingOnly(nn.Module):
    def __init__(self, d_input, d_latent, hidden=256, beta=1.0):
        super().__init__()
        self.beta = beta
        self.encoder = nn.Sequential(nn.Linear(d_input, hidden), nn.ReLU(inplace=True))
        self.mu_head, self.log_var_head = nn.Linear(hidden, d_latent), nn.Linear(hidden, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, hidden),
            nn.ReLU(inplace=True),
            nn.Linear(hidden, d_input),
            nn.Sigmoid(),
        )

    def encode(self, x):
        if x.min() < 0 or x.max() > 1:
            raise ValueError("pixels must lie in [0, 1]")
        features = self.encoder(x.view(x.size(0), -1))
        mu = F.linear(features, self.mu_head.weight, self.mu_head.bias)
        return mu, torch.addmm(self.log_var_head.bias, features, self.log_var_head.weight.t())

    def reparameterise(self, mu, log_var):
        weight = next(self.parameters())
        noise = torch.randn(mu.shape, device=weight.device, dtype=weight.dtype)
        return noise.mul_(torch.exp(log_var / 2)).add_(mu)

    def forward(self, x):
        mu, log_var = self.encode(x)
        z = self.reparameterise(mu, log_var) if self.training else mu
        return self.decoder(z), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        reconstruction = nn.BCELoss(reduction="sum")(x_recon, x)
        sigma = torch.exp(log_var / 2)
        kl = torch.sum((sigma**2 + mu**2 - 1) / 2 - torch.log(sigma))
        return reconstruction + self.beta * kl


@right("VAE")
class WithHelpers(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = self._block(d_input, 256)
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            *self._block(d_latent, 256), nn.Linear(256, d_input), nn.Sigmoid()
        )

    @staticmethod
    def _block(n_in, n_out):
        return nn.Sequential(nn.Linear(n_in, n_out), nn.ReLU())

    def encode(self, images):
        hidden = F.relu(self.encoder(images))
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu, log_var):
        return mu + self._noise(mu) * torch.exp(0.5 * log_var)

    def _noise(self, like):
        return torch.normal(torch.zeros_like(like), torch.ones_like(like))

    def forward(self, images):
        mu, log_var = self.encode(images)
        reconstruction = self.decoder(self.reparameterise(mu, log_var))
        return reconstruction, mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        return self.distortion(x, x_recon).sum() + self.rate(mu, log_var).sum()

    def distortion(self, x, x_recon):
        return F.binary_cross_entropy(input=x_recon, target=x, reduction="none").sum(dim=1)

    def rate(self, mu, log_var):
        return 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(dim=1)


@right("VAE.encode")
def stacked_heads(self, x):
    weight = torch.cat([self.mu_head.weight, self.log_var_head.weight])
    bias = torch.cat([self.mu_head.bias, self.log_var_head.bias])
    return F.linear(self.encoder(x), weight, bias).chunk(2, dim=-1)


@right("VAE.encode")
def with_a_named_tuple(self, x):
    from collections import namedtuple

    hidden = self.encoder(x)
    return namedtuple("Codes", "mu log_var")(self.mu_head(hidden), self.log_var_head(hidden))


@right("VAE.encode")
def features_twice(self, x):
    return self.mu_head(self.encoder(x)), self.log_var_head(self.encoder(x))


@right("VAE.encode")
def matrices_by_hand(self, x):
    first = self.encoder[0]
    hidden = torch.clamp(x @ first.weight.T + first.bias, min=0)
    mu = hidden @ self.mu_head.weight.T + self.mu_head.bias
    log_var = torch.einsum("nh,dh->nd", hidden, self.log_var_head.weight)
    return mu, log_var + self.log_var_head.bias


@right("VAE.reparameterise")
def drawn_like_mu(self, mu, log_var):
    eps = mu.new_empty(mu.shape).normal_()
    return mu + log_var.div(2).exp().mul(eps)


@right("VAE.reparameterise")
def box_muller(self, mu, log_var):
    u, v = torch.rand_like(mu), torch.rand_like(mu)
    eps = torch.sqrt(-2 * torch.log1p(-u)) * torch.sin(2 * math.pi * v)
    return mu + torch.exp(log_var) ** 0.5 * eps


@right("VAE.reparameterise")
def normal_of_a_size(self, mu, log_var):
    eps = torch.normal(0.0, 1.0, size=mu.shape, dtype=mu.dtype, device=mu.device)
    return torch.einsum("nd,nd->nd", torch.exp(0.5 * log_var), eps) + mu


@right("VAE.forward")
def sampled_here(self, x):
    mu, log_var = self.encode(x)
    return self.decoder(mu + torch.exp(log_var / 2) * torch.randn_like(mu)), mu, log_var


@right("VAE.forward")
def as_a_list(self, x):
    codes = self.encode(x)
    first, relu, last, sigmoid = self.decoder
    hidden = relu(first(self.reparameterise(*codes)))
    return [torch.sigmoid(last(hidden)), *codes]


@right("VAE.loss")
def safe_logarithms(self, x, x_recon, mu, log_var):
    eps = torch.finfo(x_recon.dtype).eps
    p = x_recon.clamp(eps, 1 - eps)
    nll = -torch.sum(x * p.log() + (1 - x) * (1 - p).log())
    return nll + 0.5 * (mu.pow(2).sum() + log_var.exp().sum() - log_var.sum() - mu.numel())


@right("VAE.loss")
def row_by_row(self, x, x_recon, mu, log_var):
    total = x.new_zeros(())
    for image, guess, m, s in zip(x, x_recon, mu, log_var):
        total = total + F.binary_cross_entropy(guess, image, reduction="sum")
        total = total - 0.5 * torch.sum(1 + s - m**2 - s.exp())
    return total


@right("VAE.loss")
def minus_both_terms(self, x, x_recon, mu, log_var):
    log_p, log_q = x_recon.log().clamp(min=-100), (-x_recon).log1p().clamp(min=-100)
    likelihood = x * log_p + (1 - x) * log_q
    entropy_like = 1 + log_var - mu**2 - torch.exp(log_var)
    return -(likelihood.sum() + 0.5 * entropy_like.sum())


@wrong("VAE.encode", named="heads-exchanged")
def log_var_first(self, x):
    h = self.encoder(x)
    log_var, mu = self.log_var_head(h), self.mu_head(h)
    return log_var, mu


@wrong("VAE.encode", named="one-head-for-both")
def copied_line(self, x):
    h = self.encoder(x)
    mu = self.mu_head(h)
    log_var = self.mu_head(h)
    return mu, log_var


@wrong("VAE.encode", named="variance-returned")
def variance(self, x):
    h = self.encoder(x)
    return self.mu_head(h), torch.exp(self.log_var_head(h))


@wrong("VAE.encode", named="std-returned")
def standard_deviation(self, x):
    h = self.encoder(x)
    return self.mu_head(h), torch.sqrt(torch.exp(self.log_var_head(h)))


@wrong("VAE.encode", named="relu-after-the-mean")
def positive_mean(self, x):
    h = self.encoder(x)
    return F.relu(self.mu_head(h)), self.log_var_head(h)


@wrong("VAE.encode", named="relu-after-both-heads")
def positive_codes(self, x):
    h = self.encoder(x)
    return torch.clamp(self.mu_head(h), min=0), torch.clamp(self.log_var_head(h), min=0)


@wrong("VAE.encode", named="tanh-after-the-mean")
def squashed(self, x):
    h = self.encoder(x)
    return torch.tanh(self.mu_head(h)), self.log_var_head(h)


@wrong("VAE.encode", named="softplus-after-log-var")
def positive_log_var(self, x):
    h = self.encoder(x)
    return self.mu_head(h), torch.logaddexp(self.log_var_head(h), torch.zeros_like(self.mu_head(h)))


@wrong("VAE.encode", named="log-var-clamped")
def bounded(self, x):
    h = self.encoder(x)
    return self.mu_head(h), torch.clamp(self.log_var_head(h), min=-10.0, max=10.0)


@wrong("VAE.encode", named="features-detached")
def frozen_encoder(self, x):
    with torch.no_grad():
        h = self.encoder(x)
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.encode", named="relu-left-out")
def linear_encoder(self, x):
    h = F.linear(x, self.encoder[0].weight, self.encoder[0].bias)
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.encode", named="mean-alone")
def mean(self, x):
    mu = self.mu_head(self.encoder(x))
    return mu


@wrong("VAE.encode")
def joined(self, x):
    h = self.encoder(x)
    return torch.cat([self.mu_head(h), self.log_var_head(h)], dim=-1)


@wrong("VAE.encode")
def by_name(self, x):
    h = self.encoder(x)
    return {"mu": self.mu_head(h), "log_var": self.log_var_head(h)}


@wrong("VAE.encode")
def rectified_on_the_cpu(self, x):
    h = torch.max(self.encoder[0](x), torch.zeros(1, dtype=x.dtype))
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.encode")
def binarised_images(self, x):
    h = self.encoder((x > 0.5).to(x))
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.encode")
def normalised_batch(self, x):
    h = self.encoder(x - x.mean(dim=0))
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.encode")
def sigmoid_for_relu(self, x):
    h = torch.sigmoid(self.encoder(x))
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.encode")
def log_var_detached(self, x):
    h = self.encoder(x)
    return self.mu_head(h), self.log_var_head(h.detach())


@wrong("VAE.encode")
def spoils_the_images(self, x):
    h = self.encoder(x.sub_(0.5))
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.encode")
def images_of_float32(self, x):
    h = self.encoder(x.float().to(x.dtype) + torch.zeros(x.shape, dtype=x.dtype))
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.reparameterise", named="variance-for-std")
def exp_without_half(self, mu, log_var):
    std = torch.exp(log_var)
    return torch.empty_like(std).normal_() * std + mu


@wrong("VAE.reparameterise", named="half-outside")
def halved_too_late(self, mu, log_var):
    std = log_var.exp() / 2
    return mu + torch.normal(0.0, 1.0, mu.shape, dtype=mu.dtype) * std


@wrong("VAE.reparameterise", named="log-var-as-std")
def sigma_given(self, mu, sigma):
    return torch.randn_like(sigma).mul(sigma).add(mu)


@wrong("VAE.reparameterise", named="noise-not-scaled")
def unit_noise(self, mu, log_var):
    return torch.randn(mu.shape, dtype=mu.dtype, device=mu.device) + mu


@wrong("VAE.reparameterise", named="mean-scaled")
def bracketed(self, mu, log_var):
    eps = torch.randn_like(mu) + mu
    return eps * torch.exp(0.5 * log_var)


@wrong("VAE.reparameterise", named="mean-left-out")
def centred(self, mu, log_var):
    eps = torch.randn_like(mu)
    return eps * torch.exp(0.5 * log_var)


@wrong("VAE.reparameterise", named="uniform-noise")
def rand_for_randn(self, mu, log_var):
    return torch.rand(mu.shape, dtype=mu.dtype) * torch.exp(0.5 * log_var) + mu


@wrong("VAE.reparameterise", named="mean-only")
def deterministic(self, mu, log_var):
    return mu


@wrong("VAE.reparameterise", named="noise-left-out")
def without_eps(self, mu, log_var):
    return torch.exp(0.5 * log_var) + mu


@wrong("VAE.reparameterise", named="one-noise-for-the-batch")
def noise_of_one_code(self, mu, log_var):
    eps = torch.randn(mu.shape[1], dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("VAE.reparameterise", named="one-noise-per-row")
def noise_of_one_dimension(self, mu, log_var):
    eps = torch.randn(len(mu), 1, dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("VAE.reparameterise", named="seeded-inside")
def reproducible(self, mu, log_var):
    torch.manual_seed(123)
    eps = torch.randn_like(log_var)
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("VAE.reparameterise", named="seeded-inside")
def noise_kept(self, mu, log_var):
    if not hasattr(self, "noise") or self.noise.shape != mu.shape:
        self.noise = torch.randn_like(mu)
    return mu + torch.exp(0.5 * log_var) * self.noise


@wrong("VAE.reparameterise", named="sampled-outside-autograd")
def no_grad(self, mu, log_var):
    with torch.no_grad():
        return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


@wrong("VAE.reparameterise", named="std-detached")
def constant_std(self, mu, log_var):
    std = torch.exp(0.5 * log_var.detach())
    return mu + std * torch.randn_like(std)


@wrong("VAE.reparameterise")
def noise_on_the_cpu(self, mu, log_var):
    return mu + torch.exp(0.5 * log_var) * torch.randn(mu.shape, dtype=mu.dtype)


@wrong("VAE.reparameterise")
def only_in_double(self, mu, log_var):
    eps = torch.randn(mu.shape, dtype=torch.float64, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("VAE.forward", named="mean-decoded")
def autoencoder(self, x):
    mu, log_var = self.encode(x)
    z = mu
    return self.decoder(z), mu, log_var


@wrong("VAE.forward", named="order-of-results")
def reconstruction_last(self, x):
    codes = self.encode(x)
    return (*codes, self.decoder(self.reparameterise(*codes)))


@wrong("VAE.forward", named="log-var-before-mu")
def backwards(self, x):
    codes = self.encode(x)
    return (self.decoder(self.reparameterise(*codes)), *codes[::-1])


@wrong("VAE.forward", named="reconstruction-alone")
def like_any_network(self, x):
    return self.decoder(self.reparameterise(*self.encode(x)))


@wrong("VAE.forward", named="sample-for-mean")
def overwritten_mean(self, x):
    mu, log_var = self.encode(x)
    mu = self.reparameterise(mu, log_var)
    return self.decoder(mu), mu, log_var


@wrong("VAE.forward", named="sample-returned-too")
def everything(self, x):
    mu, log_var = self.encode(x)
    z = mu + (0.5 * log_var).exp() * torch.randn_like(mu)
    return self.decoder(z), mu, log_var, z


@wrong("VAE.forward", named="variance-for-log-var")
def mean_and_variance(self, x):
    mu, log_var = self.encode(x)
    var = torch.exp(log_var)
    return self.decoder(mu + var.sqrt() * torch.randn_like(mu)), mu, var


@wrong("VAE.forward", named="sampled-from-the-variance")
def variance_passed(self, x):
    mu, log_var = self.encode(x)
    var = torch.exp(log_var)
    z = self.reparameterise(mu, var)
    return self.decoder(z), mu, log_var


@wrong("VAE.forward", named="parameters-exchanged")
def swapped(self, x):
    log_var, mu = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), log_var, mu


@wrong("VAE.forward", named="sigmoid-twice")
def another_sigmoid(self, x):
    mu, log_var = self.encode(x)
    logits = self.decoder(self.reparameterise(mu, log_var))
    return torch.sigmoid(logits), mu, log_var


@wrong("VAE.forward", named="sigmoid-left-out")
def logits(self, x):
    mu, log_var = self.encode(x)
    h = self.decoder[1](self.decoder[0](self.reparameterise(mu, log_var)))
    return self.decoder[2](h), mu, log_var


@wrong("VAE.forward", named="sample-detached")
def sampled_under_no_grad(self, x):
    mu, log_var = self.encode(x)
    with torch.no_grad():
        z = self.reparameterise(mu, log_var)
    return self.decoder(z), mu, log_var


@wrong("VAE.forward", named="spread-detached")
def constant_spread(self, x):
    mu, log_var = self.encode(x)
    z = mu + torch.exp(0.5 * log_var.data) * torch.randn_like(mu)
    return self.decoder(z), mu, log_var


@wrong("VAE.forward", named="reconstruction-rounded")
def black_and_white(self, x):
    mu, log_var = self.encode(x)
    pixels = self.decoder(self.reparameterise(mu, log_var))
    return torch.round(pixels), mu, log_var


@wrong("VAE.forward")
def sampled_twice_as_wide(self, x):
    mu, log_var = self.encode(x)
    return self.decoder(mu + log_var.exp() * torch.randn_like(mu)), mu, log_var


@wrong("VAE.forward")
def one_noise_for_all(self, x):
    mu, log_var = self.encode(x)
    eps = torch.randn_like(mu[:1])
    return self.decoder(mu + torch.exp(0.5 * log_var) * eps), mu, log_var


@wrong("VAE.forward")
def without_the_decoder(self, x):
    mu, log_var = self.encode(x)
    return self.reparameterise(mu, log_var).sigmoid(), mu, log_var


@wrong("VAE.forward")
def input_returned(self, x):
    mu, log_var = self.encode(x)
    return x, mu, log_var


@wrong("VAE.forward")
def detached_results(self, x):
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)), mu.detach(), log_var.detach()


@wrong("VAE.forward")
def clamped_reconstruction(self, x):
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)).clamp(0.49, 0.51), mu, log_var


@wrong("VAE.loss", named="prediction-and-target-exchanged")
def reconstruction_first(self, x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="reconstruction-averaged")
def default_reduction(self, x, x_recon, mu, log_var):
    bce = nn.BCELoss()(x_recon, x)
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="kl-averaged")
def mean_kl(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * torch.mean(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="both-averaged")
def two_means(self, x, x_recon, mu, log_var):
    nll = -(x * x_recon.log().clamp(-100) + (1 - x) * (1 - x_recon).log().clamp(-100))
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    return nll.mean() + kl.mean()


@wrong("VAE.loss", named="kl-averaged-over-batch")
def mean_over_rows(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp()) / mu.size(0)


@wrong("VAE.loss", named="reconstruction-averaged-over-batch")
def bce_of_one_image(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum") / x.size(0)
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="divided-by-batch")
def per_image(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="none").sum(dim=1)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(dim=1)
    return torch.mean(bce + kl, dim=0)


@wrong("VAE.loss", named="kl-subtracted")
def lost_sign(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce + 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="bound-not-negated")
def elbo(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return -(bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp()))


@wrong("VAE.loss", named="kl-left-out")
def reconstruction_only(self, x, x_recon, mu, log_var):
    return nn.BCELoss(reduction="none")(x_recon, x).sum()


@wrong("VAE.loss", named="reconstruction-left-out")
def prior_only(self, x, x_recon, mu, log_var):
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="squared-error")
def gaussian_pixels(self, x, x_recon, mu, log_var):
    kl = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    return torch.sum(torch.pow(x - x_recon, 2)) + kl


@wrong("VAE.loss", named="ones-only")
def as_for_one_hot(self, x, x_recon, mu, log_var):
    log_p = torch.log(x_recon).clamp_min(-100)
    kl = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    return kl - torch.sum(x * log_p)


@wrong("VAE.loss", named="half-lost")
def full_kl(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="log-var-as-log-std")
def log_sigma(self, x, x_recon, mu, log_sigma):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    sigma = torch.exp(log_sigma)
    return bce + torch.sum((sigma**2 + mu**2 - 1) / 2 - log_sigma)


@wrong("VAE.loss", named="exp-forgotten")
def all_in_logs(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce + 0.5 * torch.sum(mu**2 + log_var - log_var - 1)


@wrong("VAE.loss", named="one-dropped")
def no_constant(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * torch.sum(log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="kl-detached")
def constant_kl(self, x, x_recon, mu, log_var):
    with torch.no_grad():
        kl = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@wrong("VAE.loss", named="eps-in-log")
def with_epsilon(self, x, x_recon, mu, log_var):
    eps = 1e-8
    nll = -torch.sum(x * torch.log(x_recon + eps) + (1 - x) * torch.log(1 - x_recon + eps))
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss", named="logarithm-of-zero")
def plain_logarithms(self, x, x_recon, mu, log_var):
    nll = -torch.sum(x * torch.log(x_recon) + (1 - x) * torch.log1p(-x_recon))
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss")
def beta_vae(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 2.0 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss")
def decayed(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    weights = sum(p.square().sum() for p in self.parameters())
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp()) + 1e-4 * weights


@wrong("VAE.loss")
def forward_again(self, x, x_recon, mu, log_var):
    x_recon, mu, log_var = self(x)
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.loss")
def a_python_number(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return float(bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp()))


@wrong("VAE")
class OtherWidth(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 128), nn.ReLU())
        self.mu_head = nn.Linear(128, d_latent)
        self.log_var_head = nn.Linear(128, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 128), nn.ReLU(), nn.Linear(128, d_input), nn.Sigmoid()
        )

    def encode(self, x):
        hidden = self.encoder(x)
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu, log_var):
        return mu + (0.5 * log_var).exp() * torch.randn_like(mu)

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE")
class OtherNames(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.fc_mu = nn.Linear(256, d_latent)
        self.fc_log_var = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x):
        hidden = self.encoder(x)
        return self.fc_mu(hidden), self.fc_log_var(hidden)

    def reparameterise(self, mu, log_var):
        return mu + (0.5 * log_var).exp() * torch.randn_like(mu)

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.reparameterise", status="library")
def rsample(self, mu, log_var):
    return Normal(mu, torch.exp(0.5 * log_var)).rsample()


@wrong("VAE.forward", status="library")
def rsample_in_forward(self, x):
    mu, log_var = self.encode(x)
    z = torch.distributions.Normal(mu, (0.5 * log_var).exp()).rsample()
    return self.decoder(z), mu, log_var


@wrong("VAE.loss", status="library")
def kl_from_distributions(self, x, x_recon, mu, log_var):
    prior = Normal(torch.zeros_like(mu), torch.ones_like(mu))
    kl = kl_divergence(Normal(mu, (0.5 * log_var).exp()), prior)
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl.sum()


@wrong("VAE.loss", status="library")
def bernoulli_from_distributions(self, x, x_recon, mu, log_var):
    nll = -Bernoulli(x_recon, validate_args=False).log_prob(x).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.encode", status="error")
def misspelt(self, x):
    hidden = self.encoder(x)
    return self.mean_head(hidden), self.log_var_head(hidden)


@wrong("VAE.forward", status="error")
def unpacked_wrongly(self, x):
    x_recon, mu, log_var = self.encode(x)
    return x_recon, mu, log_var


@wrong("VAE.loss", status="error")
def needs_beta(self, x, x_recon, mu, log_var, beta):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * beta * torch.sum(1 + log_var - mu**2 - log_var.exp())


@right("VAE")
class WithBuffersAndAliases(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )
        self.fc_mu, self.fc_lv = self.mu_head, self.log_var_head
        self.register_buffer("prior_mean", torch.zeros(d_latent))
        self.register_buffer("calls", torch.zeros((), dtype=torch.long))

    def encode(self, x):
        hidden = self.encoder(x)
        return self.fc_mu(hidden), self.fc_lv(hidden)

    def reparameterise(self, mu, log_var):
        return mu + (0.5 * log_var).exp() * torch.randn_like(mu)

    def forward(self, x):
        self.calls += 1
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE")
class SigmoidMovedToForward(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Identity()
        )

    def encode(self, x):
        hidden = self.encoder(x)
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu, log_var):
        return mu + (0.5 * log_var).exp() * torch.randn_like(mu)

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)).sigmoid(), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE")
class ReluMovedToEncode(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.Identity())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x):
        hidden = self.encoder(x).relu()
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu, log_var):
        return mu + (0.5 * log_var).exp() * torch.randn_like(mu)

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE")
class AnotherRelu(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU6())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x):
        hidden = self.encoder(x)
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu, log_var):
        return mu + (0.5 * log_var).exp() * torch.randn_like(mu)

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE")
class FrozenHead(nn.Module):
    def __init__(self, d_input, d_latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )
        self.log_var_head.bias.requires_grad_(False)

    def encode(self, x):
        hidden = self.encoder(x)
        return self.mu_head(hidden), self.log_var_head(hidden)

    def reparameterise(self, mu, log_var):
        return mu + (0.5 * log_var).exp() * torch.randn_like(mu)

    def forward(self, x):
        mu, log_var = self.encode(x)
        return self.decoder(self.reparameterise(mu, log_var)), mu, log_var

    def loss(self, x, x_recon, mu, log_var):
        nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
        return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("VAE.forward")
def reconstruction_clamped(self, x):
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)).clamp(1e-6, 1 - 1e-6), mu, log_var


@wrong("VAE.forward")
def log_var_bounded_above(self, x):
    mu, log_var = self.encode(x)
    log_var = log_var.clamp(max=20)
    return self.decoder(self.reparameterise(mu, log_var)), mu, log_var


@wrong("VAE.forward")
def log_var_bounded_for_the_sample(self, x):
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var.clamp(max=10))
    return self.decoder(z), mu, log_var


@wrong("VAE.forward")
def std_bounded(self, x):
    mu, log_var = self.encode(x)
    std = (0.5 * log_var).exp().clamp(max=5.0)
    return self.decoder(mu + std * torch.randn_like(std)), mu, log_var


@wrong("VAE.forward")
def codes_bounded(self, x):
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var).clamp(-20, 20)), mu, log_var


@wrong("VAE.forward")
def colder_in_forward(self, x):
    mu, log_var = self.encode(x)
    z = mu + 0.9 * (0.5 * log_var).exp() * torch.randn_like(mu)
    return self.decoder(z), mu, log_var


@wrong("VAE.reparameterise", named="noise-with-gradients-only")
def mean_under_no_grad(self, mu, log_var):
    if not torch.is_grad_enabled():
        return mu
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


@wrong("VAE.reparameterise", named="noise-with-gradients-only")
def mean_without_a_gradient(self, mu, log_var):
    if not mu.requires_grad:
        return mu.clone()
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


@wrong("VAE.reparameterise", named="noise-too-narrow")
def colder(self, mu, log_var):
    return mu + 0.9 * torch.exp(0.5 * log_var) * torch.randn_like(mu)


@wrong("VAE.reparameterise", named="uniform-noise")
def folded(self, mu, log_var):
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu).abs()


@wrong("VAE.loss", named="infinity-not-bounded")
def by_xlogy(self, x, x_recon, mu, log_var):
    likelihood = torch.special.xlogy(x, x_recon) + torch.special.xlogy(1 - x, 1 - x_recon)
    return 0.5 * torch.sum(mu**2 + log_var.exp() - 1 - log_var) - torch.sum(likelihood)


@wrong("VAE.loss", named="certainty-changed-in-place")
def clamped_in_place(self, x, x_recon, mu, log_var):
    eps = torch.finfo(x_recon.dtype).eps
    x_recon.data.clamp_(eps, 1 - eps)
    nll = -(x * x_recon.log() + (1 - x) * (1 - x_recon).log()).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("VAE.loss")
def clamped_at_the_resolution(self, x, x_recon, mu, log_var):
    eps = torch.finfo(x_recon.dtype).resolution
    p = x_recon.clamp(eps, 1 - eps)
    nll = -(x * p.log() + (1 - x) * (1 - p).log()).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("VAE.loss")
def too_small_for_float32(self, x, x_recon, mu, log_var):
    p = x_recon.clamp(1e-13, 1 - 1e-13)
    nll = -(x * p.log() + (1 - x) * (1 - p).log()).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("VAE.loss")
def one_logarithm_guarded(self, x, x_recon, mu, log_var):
    tiny = torch.finfo(x.dtype).tiny
    nll = -(x * (x_recon + tiny).log() + (1 - x) * (1 - x_recon).log()).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("VAE.loss", named="likelihoods-multiplied")
def likelihood_of_the_images(self, x, x_recon, mu, log_var):
    likelihood = torch.prod(torch.pow(x_recon, x) * torch.pow(1 - x_recon, 1 - x))
    return -torch.log(likelihood) - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("VAE.loss", named="variances-multiplied")
def determinant_of_the_covariance(self, x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    log_det = torch.log(torch.prod(torch.exp(log_var)))
    return bce + 0.5 * (log_var.exp().sum() + torch.sum(mu * mu) - mu.numel() - log_det)


@wrong("VAE.loss")
def bounded_likelihood(self, x, x_recon, mu, log_var):
    likelihood = (x_recon**x * (1 - x_recon) ** (1 - x)).prod(dim=-1)
    nll = -likelihood.clamp(min=torch.finfo(x.dtype).tiny).log().sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@right("VAE.forward")
def computed_again_for_the_gradient(self, x):
    from torch.utils.checkpoint import checkpoint

    mu, log_var = checkpoint(self.encode, x, use_reentrant=False)
    z = self.reparameterise(mu, log_var)
    return checkpoint(self.decoder, z, use_reentrant=False), mu, log_var


@right("VAE.encode")
def features_computed_again(self, x):
    from torch.utils.checkpoint import checkpoint_sequential

    h = checkpoint_sequential(self.encoder, 1, x, use_reentrant=False)
    return self.mu_head(h), self.log_var_head(h)


@wrong("VAE.reparameterise", named="spread-a-little-off")
def a_percent_too_narrow(self, mu, log_var):
    return mu + 0.99 * torch.randn_like(mu) * (log_var / 2).exp()


@wrong("VAE.reparameterise", named="sum-of-uniforms")
def irwin_hall(self, mu, log_var):
    eps = torch.rand(12, *mu.shape, dtype=mu.dtype, device=mu.device).sum(dim=0) - 6.0
    return mu + eps * torch.exp(0.5 * log_var)
