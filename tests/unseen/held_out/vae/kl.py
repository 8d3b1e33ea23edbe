"""Wrong answers to vae/kl."""

import math

import torch
import torch.nn.functional as F

from tests.unseen import unseen


@unseen("kl_divergence", "the sign is wrong: +0.5")
def negative_kl(mu, log_var):
    return 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@unseen("kl_divergence", "summed over the dimensions, then averaged over the batch")
def batch_mean(mu, log_var):
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp(), dim=-1)
    return kl.mean()


@unseen("kl_divergence", "the factor one half is missing")
def no_half(mu, log_var):
    return -torch.sum(1 + log_var - mu**2 - torch.exp(log_var))


@unseen("kl_divergence", "log_var is taken for the standard deviation")
def as_std(mu, log_var):
    std = log_var
    return 0.5 * torch.sum(std**2 + mu**2 - 1 - torch.log(std**2 + 1e-8))


@unseen("kl_divergence", "the absolute value of mu in place of its square")
def absolute_mu(mu, log_var):
    return 0.5 * torch.sum(mu.abs() + log_var.exp() - 1 - log_var)


@unseen("kl_divergence", "the reverse divergence: of the prior from q")
def reversed_kl(mu, log_var):
    var = log_var.exp()
    return 0.5 * torch.sum(log_var + (1 + mu**2) / var - 1)


@unseen("kl_divergence", "torch.distributions does the job")
def with_library(mu, log_var):
    from torch.distributions import Normal
    from torch.distributions.kl import kl_divergence as library_kl

    q = Normal(mu, torch.exp(0.5 * log_var))
    p = Normal(torch.zeros_like(mu), torch.ones_like(mu))
    return library_kl(q, p).sum()


@unseen("kl_divergence", "the log of log_var")
def log_of_log(mu, log_var):
    return -0.5 * torch.sum(1 + torch.log(log_var) - mu.pow(2) - log_var)


@unseen("kl_divergence", "in bits, not nats")
def in_bits(mu, log_var):
    nats = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    return nats / math.log(2)


@unseen("kl_divergence", "mu is overwritten with its square")
def squared_in_place(mu, log_var):
    mu.data.pow_(2)
    return -0.5 * torch.sum(1 + log_var - mu - log_var.exp())


@unseen("kl_divergence", "the cross-entropy with the prior: the entropy of q is missing")
def cross_entropy_only(mu, log_var):
    per = 0.5 * (math.log(2 * math.pi) + mu**2 + log_var.exp())
    return per.sum()


@unseen("kl_divergence", "the log_var term is missing")
def no_log_term(mu, log_var):
    return 0.5 * (mu.square() + log_var.exp() - 1).sum()


@unseen("kl_divergence", "no gradient to mu")
def mean_detached(mu, log_var):
    return -0.5 * torch.sum(1 + log_var - mu.detach() ** 2 - log_var.exp())


@unseen("kl_divergence", "no gradient to log_var")
def log_var_as_data(mu, log_var):
    lv = log_var.data
    return -0.5 * torch.sum(1 + lv - mu.pow(2) - lv.exp())


@unseen("kl_divergence", "symmetrized: the mean of both directions")
def symmetric(mu, log_var):
    var = torch.exp(log_var)
    forward = 0.5 * (mu**2 + var - 1 - log_var)
    backward = 0.5 * ((1 + mu**2) / var - 1 + log_var)
    return (0.5 * (forward + backward)).sum()


@unseen("kl_divergence", "subtracts the number of rows in place of the number of elements")
def rows_for_elements(mu, log_var):
    var = log_var.exp()
    d = mu.shape[0] if mu.dim() else 2
    return 0.5 * (var.sum() + (mu * mu).sum() - d - log_var.sum())


@unseen("kl_divergence", "F.kl_div on the parameters")
def kl_div_of_parameters(mu, log_var):
    q = F.log_softmax(mu, dim=-1)
    p = F.softmax(log_var, dim=-1)
    return F.kl_div(q, p, reduction="sum")


@unseen("kl_divergence", "mean over the latent dimensions, sum over the batch")
def mean_over_latent(mu, log_var):
    elements = 1 + log_var - mu.pow(2) - log_var.exp()
    return -0.5 * elements.mean(dim=-1).sum()


@unseen("kl_divergence", "a list of both parts in place of their sum")
def two_parts(mu, log_var):
    mean_part = 0.5 * mu.pow(2).sum()
    var_part = 0.5 * (log_var.exp() - 1 - log_var).sum()
    return [mean_part, var_part]


@unseen("kl_divergence", "the exponential is capped, so large variances count too little")
def capped_exp(mu, log_var):
    var = torch.exp(log_var.clamp(max=1.0))
    return -0.5 * torch.sum(1 + log_var - mu.pow(2) - var)


@unseen("kl_divergence", "exp(-log_var): the precision in place of the variance")
def precision(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - torch.exp(-log_var)).sum()


@unseen("kl_divergence", "mu^2 divided by the variance")
def scaled_mean(mu, log_var):
    var = torch.exp(log_var)
    return 0.5 * torch.sum(mu**2 / var + var - 1 - log_var)


@unseen("kl_divergence", "sums over dimension 1 first: fails for 1-d and 0-d inputs")
def needs_two_dimensions(mu, log_var):
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp(), dim=1)
    return kl.sum(dim=0)


@unseen("kl_divergence", "each sample's divergence is floored at 1 (free bits per row)")
def floored_rows(mu, log_var):
    kl = -0.5 * (1 + log_var - mu**2 - log_var.exp())
    rows = kl.reshape(mu.shape[0] if mu.dim() else 1, -1).sum(dim=1)
    return rows.clamp(min=1.0).sum()


@unseen("kl_divergence", "0.5 applies to the first term only")
def half_of_one_term(mu: torch.Tensor, log_var: torch.Tensor) -> torch.Tensor:
    """Closed form of the divergence from the standard normal."""
    variance = torch.exp(log_var)
    squared_mean = torch.square(mu)
    per_dimension = 0.5 * squared_mean + variance - log_var - 1.0
    return torch.sum(per_dimension)


@unseen("kl_divergence", "a second-order expansion of exp: right near 0 only")
def taylor(mu, log_var):
    return 0.5 * (mu**2 + 0.5 * log_var**2).sum()
