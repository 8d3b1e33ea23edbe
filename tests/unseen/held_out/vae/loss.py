"""Wrong answers to vae/loss."""

import torch
import torch.nn.functional as F

from tests.unseen import unseen


@unseen("vae_loss", "sum over pixels, mean over codes")
def mean_kl(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kld = -0.5 * torch.mean(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kld


@unseen("vae_loss", "the KL is subtracted")
def minus_kl(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kld = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce - kld


@unseen("vae_loss", "with logits on probabilities: a second sigmoid")
def second_sigmoid(x_recon, x, mu, log_var):
    recon = F.binary_cross_entropy_with_logits(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return recon + kl


@unseen("vae_loss", "a constant inside of the logs: wrong near 0 and 1")
def eps_in_logs(x_recon, x, mu, log_var):
    eps = 1e-8
    bce = -torch.sum(x * torch.log(x_recon + eps) + (1 - x) * torch.log(1 - x_recon + eps))
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("vae_loss", "the sign of the KL formula: +0.5")
def plus_half(x_recon, x, mu, log_var):
    reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return reconstruction + kl


@unseen("vae_loss", "the reconstruction is detached: no gradient to x_recon")
def recon_detached(x_recon, x, mu, log_var):
    recon = F.binary_cross_entropy(x_recon.detach(), x, reduction="sum")
    kl = 0.5 * torch.sum(mu**2 + log_var.exp() - 1 - log_var)
    return recon + kl


@unseen("vae_loss", "no gradient through the KL")
def kl_without_grad(x_recon, x, mu, log_var):
    recon = F.binary_cross_entropy(x_recon, x, reduction="sum")
    with torch.no_grad():
        kl = 0.5 * torch.sum(mu**2 + log_var.exp() - 1 - log_var)
    return recon + kl


@unseen("vae_loss", "log_var is read as log sigma")
def log_sigma(x_recon, x, mu, log_var):
    recon = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + 2 * log_var - mu**2 - torch.exp(2 * log_var))
    return recon + kl


@unseen("vae_loss", "absolute error")
def absolute_error(x_recon, x, mu, log_var):
    recon = torch.abs(x - x_recon).sum()
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return recon + kl


@unseen("vae_loss", "summed over each image, then averaged over the batch")
def mean_of_image_sums(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="none").flatten(1).sum(1)
    kl = -0.5 * (1 + log_var - mu.pow(2) - log_var.exp()).flatten(1).sum(1)
    return (bce + kl).mean()


@unseen("vae_loss", "a tuple of loss and both terms")
def with_parts(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl, bce, kl


@unseen("vae_loss", "torch.distributions computes the likelihood")
def bernoulli_log_prob(x_recon, x, mu, log_var):
    from torch.distributions import Bernoulli

    log_likelihood = Bernoulli(probs=x_recon, validate_args=False).log_prob(x).sum()
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return kl - log_likelihood


@unseen("vae_loss", "always float32")
def single_precision(x_recon, x, mu, log_var):
    x_recon, x, mu, log_var = (v.float() for v in (x_recon, x, mu, log_var))
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce + 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


@unseen("vae_loss", "the ELBO itself: the sign of the whole is wrong")
def elbo(x_recon, x, mu, log_var):
    log_p = -F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return log_p - kl


@unseen("vae_loss", "1 - x where 1 - x_recon is meant in the second log")
def second_log_of_x(x_recon, x, mu, log_var):
    a = x * torch.log(x_recon).clamp(min=-100)
    b = (1 - x) * torch.log(1 - x).clamp(min=-100)
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return -(a + b).sum() + kl


@unseen("vae_loss", "x_recon is clamped at 1e-4")
def epsilon_clip(x_recon, x, mu, log_var):
    eps = 1e-4
    y = x_recon.clamp(min=eps, max=1.0 - eps)
    return F.binary_cross_entropy(y, x, reduction="sum") - 0.5 * torch.sum(
        1 + log_var - mu.pow(2) - log_var.exp()
    )


@unseen("vae_loss", "the KL divided by the number of pixels")
def kl_per_pixel(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl / x.numel()


@unseen("vae_loss", "KL weighted by 0.5 twice")
def quarter(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = 0.5 * -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("vae_loss", "expects 2-d inputs: fails for others")
def unpacked_shape(x_recon, x, mu, log_var):
    n, d = x.shape
    total = 0.0
    for i in range(n):
        total = total + F.binary_cross_entropy(x_recon[i], x[i], reduction="sum")
        total = total - 0.5 * (1 + log_var[i] - mu[i] ** 2 - log_var[i].exp()).sum()
    return total


@unseen("vae_loss", "categorical cross-entropy over the pixels")
def softmax_loss(x_recon, x, mu, log_var):
    bce = -(x * torch.log_softmax(x_recon, dim=-1)).sum()
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + kl


@unseen("vae_loss", "the KL is floored at 3 (free bits)")
def floored_kl(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce + torch.clamp(kl, min=3.0)


@unseen("vae_loss", "Gaussian reconstruction with mean, and KL with mean: two mistakes")
def two_means(x_recon, x, mu, log_var):
    mse = F.mse_loss(x_recon, x)
    kl = -0.5 * torch.mean(1 + log_var - mu**2 - log_var.exp())
    return mse + kl


@unseen("vae_loss", "log_var is clamped at 2 in the KL")
def log_var_exponent_capped(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    log_var = torch.clamp(log_var, max=2.0)
    return bce + 0.5 * (mu.pow(2) + log_var.exp() - 1 - log_var).sum()


@unseen("vae_loss", "KL warm-up: the weight starts at 0 and is never raised")
def warm_up(x_recon, x, mu, log_var, step=0, warmup_steps=1000):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    weight = min(1.0, step / warmup_steps)
    return bce + weight * kl


@unseen(
    "vae_loss", "the entropy of x is subtracted: a KL of pixels, 0 for a perfect reconstruction"
)
def excess_loss(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    entropy = F.binary_cross_entropy(x, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return bce - entropy + kl
