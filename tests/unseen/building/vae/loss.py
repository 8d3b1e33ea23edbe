"""Wrong answers to vae/loss."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from tests.unseen import unseen


@unseen("vae_loss", "mean over pixels, sum over codes")
def mean_bce(x_recon, x, mu, log_var):
    recon = F.binary_cross_entropy(x_recon, x)
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return recon + kl


@unseen("vae_loss", "x and x_recon are swapped in the cross-entropy")
def swapped(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x, x_recon, reduction="sum")
    kld = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kld


@unseen("vae_loss", "squared error in place of the Bernoulli likelihood")
def squared_error(x_recon, x, mu, log_var):
    recon = ((x_recon - x) ** 2).sum()
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return recon + kl


@unseen("vae_loss", "the factor one half of the KL is missing")
def kl_doubled(x_recon, x, mu, log_var):
    rec = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = (mu**2 + log_var.exp() - 1 - log_var).sum()
    return rec + kl


@unseen("vae_loss", "the term for zeros is missing")
def ones_only(x_recon, x, mu, log_var):
    rec = -(x * torch.log(x_recon).clamp(min=-100)).sum()
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return rec + kl


@unseen("vae_loss", "both divided by the batch size")
def per_sample(x_recon, x, mu, log_var):
    n = x.shape[0] if x.dim() else 2
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kld = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return (bce + kld) / n


@unseen("vae_loss", "x_recon clamped at 1e-6")
def clamped_probabilities(x_recon, x, mu, log_var):
    p = torch.clamp(x_recon, 1e-6, 1 - 1e-6)
    nll = -(x * torch.log(p) + (1 - x) * torch.log(1 - p)).sum()
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return nll + kl


@unseen("vae_loss", "a beta of 4 on the KL")
def beta_vae(x_recon, x, mu, log_var, beta=4.0):
    recon = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return recon + beta * kl


@unseen("vae_loss", "no floor under the logs: nan for x_recon of exactly 0 or 1")
def bare_logs(x_recon, x, mu, log_var):
    bce = -torch.sum(x * torch.log(x_recon) + (1 - x) * torch.log(1 - x_recon))
    kl = 0.5 * torch.sum(mu**2 + torch.exp(log_var) - 1 - log_var)
    return bce + kl


@unseen("vae_loss", "a Python float")
def as_number(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    return float(bce + kl)


@unseen("vae_loss", "hard-coded to 784 pixels")
def mnist_size(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon.view(-1, 784), x.view(-1, 784), reduction="sum")
    kld = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kld


@unseen("vae_loss", "gray pixels are made black or white")
def binarized(x_recon, x, mu, log_var):
    target = (x > 0.5).to(x.dtype)
    bce = F.binary_cross_entropy(x_recon, target, reduction="sum")
    kld = 0.5 * (mu.pow(2) + log_var.exp() - log_var - 1).sum()
    return bce + kld


@unseen("vae_loss", "no gradient to x")
def target_detached(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x.detach(), reduction="sum")
    kld = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kld


@unseen("vae_loss", "nn.BCELoss() averages by default, and the KL is averaged too")
def default_module(x_recon, x, mu, log_var):
    criterion = nn.BCELoss()
    kl = torch.mean(-0.5 * (1 + log_var - mu**2 - log_var.exp()))
    return criterion(x_recon, x) + kl


@unseen("vae_loss", "the KL is missing the constant 1")
def kl_without_one(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("vae_loss", "784 times the mean: right for 784 elements only")
def rescaled_mean(x_recon, x, mu, log_var):
    bce = 784 * F.binary_cross_entropy(x_recon, x)
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("vae_loss", "the KL is averaged over the batch, the pixels are summed")
def kl_batch_mean(x_recon, x, mu, log_var):
    bce = nn.functional.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp(), dim=-1).mean()
    return bce + kl


@unseen("vae_loss", "the reconstruction alone")
def reconstruction_only(x_recon, x, mu, log_var):
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + 0 * (mu.sum() + log_var.sum())


@unseen("vae_loss", "the standard deviation in the KL in place of the variance")
def std_in_kl(x_recon, x, mu, log_var):
    std = torch.exp(0.5 * log_var)
    kld = -0.5 * torch.sum(1 + log_var - mu.pow(2) - std)
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kld


@unseen("vae_loss", "logs are floored at -10")
def short_floor(x_recon, x, mu, log_var):
    log_p = torch.log(x_recon).clamp(min=-10)
    log_q = torch.log1p(-x_recon).clamp(min=-10)
    kl = 0.5 * (mu**2 + torch.expm1(log_var) - log_var).sum()
    return -(x * log_p + (1 - x) * log_q).sum() + kl


@unseen("vae_loss", "reconstruction per element, so the result is not 0-d")
def unreduced(x_recon, x, mu, log_var):
    recon = F.binary_cross_entropy(x_recon, x, reduction="none")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return recon + kl


@unseen("vae_loss", "x_recon is clamped at 0.01, and in place")
def clamped_in_place(x_recon, x, mu, log_var):
    x_recon.data.clamp_(0.01, 0.99)
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("vae_loss", "mu is not squared in the KL")
def linear_mu(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu - log_var.exp())
    return bce + kl


@unseen("vae_loss", "the logarithm of base 2 in the reconstruction")
def bits(x_recon, x, mu, log_var):
    log_p = torch.log2(x_recon).clamp(min=-144)
    log_q = torch.log2(1 - x_recon).clamp(min=-144)
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return -(x * log_p + (1 - x) * log_q).sum() + kl


@unseen("vae_loss", "the reconstruction and the KL are multiplied")
def product_of_terms(x_recon, x, mu, log_var):
    reconstruction_term = F.binary_cross_entropy(x_recon, x, reduction="sum")
    divergence_term = 0.5 * torch.sum(torch.exp(log_var) + mu**2 - 1.0 - log_var)
    return reconstruction_term * divergence_term


@unseen("vae_loss", "pixels are rescaled to their own range first")
def rescaled_pixels(x_recon, x, mu, log_var):
    target = (x - x.min()) / (x.max() - x.min() + 1e-8)
    nll = F.binary_cross_entropy(x_recon, target, reduction="sum")
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
