"""Answers to vae/loss."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.distributions import Bernoulli, Normal, kl_divergence

from tests.corpus import right, wrong


@right("vae_loss")
def as_in_the_example(recon_x: Tensor, x: Tensor, mu: Tensor, logvar: Tensor) -> Tensor:
    BCE = F.binary_cross_entropy(recon_x, x, reduction="sum")
    KLD = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return BCE + KLD


@right("vae_loss")
def by_module(x_recon, x, mu, log_var):
    criterion = nn.BCELoss(reduction="sum")
    std = (log_var / 2).exp()
    return criterion(x_recon, x) + (0.5 * (std**2 + mu**2 - 1) - std.log()).sum()


@right("vae_loss")
def logs_floored(x_recon, x, mu, log_var):
    log_p = torch.log(x_recon).clamp(min=-100)
    log_q = torch.log1p(-x_recon).clamp(min=-100)
    log_likelihood = x * log_p + (1 - x) * log_q
    kl = (torch.expm1(log_var) - log_var + mu * mu) / 2
    return kl.sum() - log_likelihood.sum()


@right("vae_loss")
def smallest_positive_number(p, x, mu, log_var):
    if p.shape != x.shape or mu.shape != log_var.shape:
        raise ValueError("shapes differ")
    tiny = torch.finfo(p.dtype).tiny
    nll = -(x * p.clamp_min(tiny).log() + (1 - x) * (1 - p).clamp_min(tiny).log())
    return nll.sum() + 0.5 * torch.sum(mu**2 + log_var.exp() - log_var) - 0.5 * mu.numel()


@right("vae_loss")
def machine_epsilon(x_recon, x, mu, log_var):
    eps = torch.finfo(x_recon.dtype).eps
    p = torch.clamp(x_recon, eps, 1 - eps)
    reconstruction = -torch.sum(x * torch.log(p) + (1.0 - x) * torch.log(1.0 - p))
    prior = -0.5 * torch.sum(1.0 + log_var - torch.square(mu) - torch.exp(log_var))
    return torch.add(reconstruction, prior)


@right("vae_loss")
def replaced_infinities(x_recon, x, mu, log_var):
    log_p = x_recon.log().nan_to_num(neginf=-50.0)
    log_q = (1 - x_recon).log().nan_to_num(neginf=-50.0)
    bce = torch.lerp(log_q, log_p, x).sum().neg()
    kl = 0.5 * (torch.linalg.vector_norm(mu) ** 2 + log_var.exp().sum() - log_var.sum())
    return bce + kl - torch.ones_like(mu).sum() / 2


@right("vae_loss")
def image_by_image(x_recon, x, mu, log_var):
    def bernoulli(p, t):
        return F.binary_cross_entropy(p, t, reduction="none")

    def gaussian(m, v):
        return 0.5 * (v.exp() + m**2 - 1 - v)

    total = torch.zeros((), dtype=x.dtype, device=x.device)
    for p, t, m, v in zip(x_recon, x, mu, log_var):
        total = total + bernoulli(p, t).sum() + gaussian(m, v).sum()
    return total


@right("vae_loss")
def where_it_matters(x_recon, x, mu, log_var):
    inside = (x_recon > 0) & (x_recon < 1)
    safe = torch.where(inside, x_recon, torch.full_like(x_recon, 0.5))
    nll = torch.where(
        inside, -(x * safe.log() + (1 - x) * (-safe).log1p()), 100 * (x - x_recon).abs()
    )
    loss = nll.sum()
    loss += 0.5 * (mu.square() + log_var.exp()).sum()
    loss -= 0.5 * (1 + log_var).sum()
    return loss


@right("vae_loss")
class Loss:
    weight = 1.0

    def __new__(cls, x_recon, x, mu, log_var):
        return cls.reconstruction(x_recon, x) + cls.weight * cls.rate(mu, log_var)

    @staticmethod
    def reconstruction(p, x):
        return torch.nn.functional.binary_cross_entropy(input=p, target=x, reduction="none").sum()

    @staticmethod
    def rate(m, s):
        return torch.sum((m**2 + s.exp() - s - 1).mul(0.5))


@wrong("vae_loss", named="reconstruction-averaged")
def default_reduction(x_recon, x, mu, log_var):
    criterion = nn.BCELoss()
    return criterion(x_recon, x) - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss", named="kl-averaged")
def mean_kl(x_recon, x, mu, log_var):
    kl = -0.5 * torch.mean(1 + log_var - mu.pow(2) - log_var.exp())
    nll = -(x * x_recon.log() + (1 - x) * (1 - x_recon).log())
    return nll.sum() + kl


@wrong("vae_loss", named="both-averaged")
def two_means(x_recon, x, mu, log_var):
    nll = x * torch.log(x_recon) + (1 - x) * torch.log(1 - x_recon)
    kl = 1 + log_var - mu**2 - torch.exp(log_var)
    return -(nll.mean() + kl.mean() / 2)


@wrong("vae_loss", named="kl-averaged-over-batch")
def kl_of_one_image(x_recon, x, mu, log_var):
    bce = nn.BCELoss(reduction="sum")(x_recon, x)
    return bce + torch.mean(-0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp(), dim=1), dim=0)


@wrong("vae_loss", named="reconstruction-averaged-over-batch")
def bce_of_one_image(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum") / x.shape[0]
    return bce - 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@wrong("vae_loss", named="reconstruction-averaged-over-pixels")
def bce_of_one_pixel(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum") / x.shape[1]
    return bce - 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@wrong("vae_loss", named="divided-by-batch")
def per_image(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="none").flatten(1).sum(1)
    kl = 0.5 * (log_var.exp() + mu**2 - 1 - log_var).flatten(1).sum(1)
    return (bce + kl).mean()


@wrong("vae_loss", named="kl-subtracted")
def lost_sign(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce + 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="bound-not-negated")
def elbo(x_recon, x, mu, log_var):
    log_likelihood = (x * x_recon.log() + (1 - x) * (1 - x_recon).log()).sum()
    return log_likelihood - 0.5 * (log_var.exp() + mu**2 - 1 - log_var).sum()


@wrong("vae_loss", named="log-likelihood-added")
def not_negated(x_recon, x, mu, log_var):
    log_likelihood = torch.sum(x * torch.log(x_recon) + (1 - x) * torch.log1p(-x_recon))
    return log_likelihood - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="kl-left-out")
def autoencoder(x_recon, x, mu, log_var):
    log_p, log_q = x_recon.log(), (1 - x_recon).log()
    return -(x * log_p + (1 - x) * log_q).sum()


@wrong("vae_loss", named="reconstruction-left-out")
def prior_only(x_recon, x, mu, log_var):
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="prediction-and-target-exchanged")
def target_first(x, x_recon, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="squared-error")
def gaussian_pixels(x_recon, x, mu, log_var):
    error = torch.sum((x - x_recon) ** 2)
    return error - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="ones-only")
def as_for_one_hot(x_recon, x, mu, log_var):
    nll = -torch.sum(x * torch.log(x_recon))
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="sigmoid-twice")
def logits_assumed(logits, x, mu, log_var):
    bce = (F.softplus(logits) - x * logits).sum()
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="target-rounded")
def binarised(x_recon, x, mu, log_var):
    likelihood = torch.where(x > 0.5, x_recon, 1 - x_recon)
    return -likelihood.log().sum() - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="half-lost")
def full_kl(x_recon, x, mu, log_var):
    bce = nn.functional.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="log-var-as-log-std")
def log_sigma(x_recon, x, mu, log_sigma):
    sigma = log_sigma.exp()
    kl = (sigma**2 + mu**2 - 1) / 2 - torch.log(sigma)
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl.sum()


@wrong("vae_loss", named="exp-forgotten")
def mean_only(x_recon, x, mu, log_var):
    kl = 0.5 * (mu**2 + log_var - log_var - 1)
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl.sum()


@wrong("vae_loss", named="one-dropped")
def no_constant(x_recon, x, mu, log_var):
    kl = -0.5 * torch.sum(log_var - mu.square() - log_var.exp())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@wrong("vae_loss", named="mean-not-squared")
def signed_mean(x_recon, x, mu, log_var):
    kl = -0.5 * torch.sum(1 + log_var - mu - log_var.exp())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@wrong("vae_loss", named="kl-detached")
def constant_rate(x_recon, x, mu, log_var):
    with torch.no_grad():
        rate = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + rate


@wrong("vae_loss", named="log-var-clamped")
def bounded(x_recon, x, mu, log_var):
    s = torch.clamp(log_var, min=-10, max=10)
    kl = -0.5 * torch.sum(1 + s - mu**2 - s.exp())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@wrong("vae_loss", named="eps-in-log")
def with_epsilon(x_recon, x, mu, log_var, eps=1e-8):
    bce = -torch.sum(x * torch.log(x_recon + eps) + (1 - x) * torch.log(1 - x_recon + eps))
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="probability-clamped")
def keras_epsilon(x_recon, x, mu, log_var):
    p = torch.clip(x_recon, 1e-7, 1 - 1e-7)
    bce = -torch.sum(x * p.log() + (1 - x) * (1 - p).log())
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="logarithm-of-zero")
def plain_logarithms(x_recon, x, mu, log_var):
    bce = -torch.sum(x * torch.log(x_recon) + (1 - x) * torch.log1p(-x_recon))
    return bce + 0.5 * torch.sum(mu**2 + log_var.exp() - 1 - log_var)


@wrong("vae_loss")
def smaller_epsilon(x_recon, x, mu, log_var):
    eps = 1e-12
    bce = -torch.sum(x * torch.log(x_recon + eps) + (1 - x) * torch.log(1 - x_recon + eps))
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def epsilon_lost_in_float32(x_recon, x, mu, log_var):
    p = x_recon.clamp(1e-13, 1 - 1e-13)
    bce = -torch.sum(x * p.log() + (1 - x) * (1 - p).log())
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def clamped_less(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon.clamp(1e-10, 1 - 1e-10), x, reduction="sum")
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def beta_vae(x_recon, x, mu, log_var, beta=4.0):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * beta * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def free_bits(x_recon, x, mu, log_var):
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl.clamp(min=0.1).sum()


@wrong("vae_loss")
def weighted_like_some_tutorial(x_recon, x, mu, log_var):
    kl = torch.mean(-0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp(), dim=1), dim=0)
    return F.binary_cross_entropy(x_recon, x) + 0.00025 * kl


@wrong("vae_loss")
def logarithm_base_two(x_recon, x, mu, log_var):
    bits = -torch.sum(x * torch.log2(x_recon) + (1 - x) * torch.log2(1 - x_recon))
    return bits - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def normalised_like_a_continuous_bernoulli(p, x, mu, log_var):
    middle = (p - 0.5).abs() < 1e-3
    q = torch.where(middle, torch.full_like(p, 0.4), p)
    constant = torch.where(middle, 2.0, 2 * torch.atanh(1 - 2 * q) / (1 - 2 * q)).log()
    nll = F.binary_cross_entropy(p, x, reduction="sum") - constant.sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def reconstruction_detached(x_recon, x, mu, log_var):
    nll = F.binary_cross_entropy(x_recon.detach(), x, reduction="sum")
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def target_detached(x_recon, x, mu, log_var):
    nll = F.binary_cross_entropy(x_recon, x.detach(), reduction="sum")
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def a_python_number(x_recon, x, mu, log_var):
    nll = F.binary_cross_entropy(x_recon, x, reduction="sum").item()
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp()).item()


@wrong("vae_loss")
def both_terms(x_recon, x, mu, log_var):
    nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return nll, -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def clamps_its_input(x_recon, x, mu, log_var):
    nll = F.binary_cross_entropy(x_recon.data.clamp_(0.25, 0.75), x, reduction="sum")
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def last_dimension_only(x_recon, x, mu, log_var):
    nll = F.binary_cross_entropy(x_recon, x, reduction="none")
    while nll.dim() > 2:
        nll = nll.mean(-1)
    return nll.sum() - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss")
def made_on_the_cpu(x_recon, x, mu, log_var):
    one = torch.ones(mu.shape, dtype=mu.dtype)
    nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return nll - 0.5 * torch.sum(one + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", status="library")
def bernoulli_from_distributions(x_recon, x, mu, log_var):
    log_likelihood = Bernoulli(x_recon, validate_args=False).log_prob(x).sum()
    return -log_likelihood - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", status="library")
def kl_from_distributions(x_recon, x, mu, log_var):
    q, p = Normal(mu, torch.exp(log_var / 2)), Normal(torch.zeros_like(mu), torch.ones_like(mu))
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl_divergence(q, p).sum()


@wrong("vae_loss", status="library")
def from_logits(x_recon, x, mu, log_var):
    eps = torch.finfo(x.dtype).eps
    logits = torch.logit(x_recon, eps=eps)
    nll = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", status="library")
def from_logits_by_module(x_recon, x, mu, log_var):
    logits = torch.logit(x_recon, eps=torch.finfo(x.dtype).eps)
    nll = nn.BCEWithLogitsLoss(reduction="none")(logits, x).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", status="error")
def misspelt(x_recon, x, mu, log_var):
    bce = F.binary_crossentropy(x_recon, x, reduction="sum")
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", status="error")
def only_rows(x_recon, x, mu, log_var):
    n, pixels = x.shape
    nll = F.binary_cross_entropy(x_recon, x) * n * pixels
    return nll - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", status="error")
def needs_more(x_recon, x, mu, log_var, beta):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - beta * math.fsum([0.5]) * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("vae_loss", named="certainty-changed-in-place")
def clamped_in_place(x_recon, x, mu, log_var):
    eps = torch.finfo(x_recon.dtype).eps
    with torch.no_grad():
        x_recon.clamp_(eps, 1 - eps)
    nll = -(x * x_recon.log() + (1 - x) * (1 - x_recon).log()).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss", named="certainty-changed-in-place")
def data_clamped_in_place(x_recon, x, mu, log_var):
    x_recon.data.clamp_(1e-15, 1 - 1e-7 if x.dtype == torch.float32 else 1 - 1e-15)
    nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss", named="infinity-not-bounded")
def by_xlogy(x_recon, x, mu, log_var):
    likelihood = torch.special.xlogy(x, x_recon) + torch.special.xlogy(1 - x, 1 - x_recon)
    return 0.5 * torch.sum(mu**2 + log_var.exp() - 1 - log_var) - torch.sum(likelihood)


@wrong("vae_loss")
def clamped_at_the_resolution(x_recon, x, mu, log_var):
    eps = torch.finfo(x_recon.dtype).resolution
    p = x_recon.clamp(eps, 1 - eps)
    nll = -(x * p.log() + (1 - x) * (1 - p).log()).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss")
def clamped_in_float32(x_recon, x, mu, log_var):
    eps = 1e-3 if x_recon.dtype == torch.float32 else 1e-15
    p = x_recon.clamp(eps, 1 - eps)
    nll = -(x * p.log() + (1 - x) * (1 - p).log()).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss")
def images_flattened_in_place(x_recon, x, mu, log_var):
    if x.dim() > 2:
        x.resize_(x.shape[0], x[0].numel())
        x_recon = x_recon.reshape(x.shape)
    nll = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss")
def maps_of_codes_averaged(x_recon, x, mu, log_var):
    kl = -0.5 * (1 + log_var - mu.pow(2) - log_var.exp())
    if kl.dim() > 2:
        kl = kl.flatten(2).mean(2)
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl.sum()


@right("vae_loss")
def clamped_at_machine_epsilon(x_recon, x, mu, log_var):
    eps = torch.finfo(x_recon.dtype).eps
    p = x_recon.clone().clamp_(eps, 1 - eps)
    nll = -(x * p.log() + (1 - x) * torch.log1p(-p)).sum()
    return nll + 0.5 * (mu.square() + log_var.exp() - 1 - log_var).sum()


@wrong("vae_loss", named="likelihoods-multiplied")
def likelihood_of_the_images(x_recon, x, mu, log_var):
    likelihood = torch.prod(torch.pow(x_recon, x) * torch.pow(1 - x_recon, 1 - x))
    return -torch.log(likelihood) - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss")
def likelihood_of_each_image(x_recon, x, mu, log_var):
    tiny = torch.finfo(x.dtype).tiny
    likelihood = (x_recon**x * (1 - x_recon) ** (1 - x)).flatten(1).prod(dim=1).clamp(min=tiny)
    return -likelihood.log().sum() - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss", named="variances-multiplied")
def determinant_of_the_covariance(x_recon, x, mu, log_var):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    log_det = torch.log(torch.prod(torch.exp(log_var)))
    return bce + 0.5 * (log_var.exp().sum() + torch.sum(mu * mu) - mu.numel() - log_det)


@wrong("vae_loss", named="eps-in-log")
def a_trillionth_in_the_logs(x_recon, x, mu, log_var):
    nll = -(x * torch.log(x_recon + 1e-12) + (1 - x) * torch.log(1 - x_recon + 1e-12)).sum()
    return nll - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("vae_loss", named="kl-weighted")
def capacity(x_recon, x, mu, log_var, beta=0.02):
    bce = F.binary_cross_entropy(x_recon, x, reduction="sum")
    return bce - 0.5 * beta * torch.sum(1 + log_var - mu**2 - log_var.exp())
