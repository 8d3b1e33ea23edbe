"""Wrong answers to vae/kl."""

import math

import torch

from tests.unseen import unseen


@unseen("kl_divergence", "the constant 1 is missing")
def no_one(mu, log_var):
    return -0.5 * torch.sum(log_var - mu.pow(2) - log_var.exp())


@unseen("kl_divergence", "mean over the elements in place of the sum")
def mean_reduction(mu, log_var):
    return -0.5 * torch.mean(1 + log_var - mu.pow(2) - log_var.exp())


@unseen("kl_divergence", "summed over the last dimension only")
def one_per_row(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum(dim=-1)


@unseen("kl_divergence", "log_var is read as log sigma")
def as_log_sigma(mu, log_var):
    sigma = log_var.exp()
    return 0.5 * torch.sum(sigma**2 + mu**2 - 1 - 2 * torch.log(sigma))


@unseen("kl_divergence", "mu is not squared")
def mu_not_squared(mu, log_var):
    kld = -0.5 * torch.sum(1 + log_var - mu - log_var.exp())
    return kld


@unseen("kl_divergence", "the sign of mu^2 is wrong")
def plus_mu_squared(mu, log_var):
    return -0.5 * torch.sum(1 + log_var + mu**2 - log_var.exp())


@unseen("kl_divergence", "log_var is clamped to [-5, 5]")
def clamped(mu, log_var):
    log_var = log_var.clamp(-5, 5)
    var = log_var.exp()
    return 0.5 * (mu**2 + var - 1 - log_var).sum()


@unseen("kl_divergence", "a Python float: no gradient")
def as_float(mu, log_var):
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return kl.item()


@unseen("kl_divergence", "detached: no gradient to either")
def detached(mu, log_var):
    mu, log_var = mu.detach(), log_var.detach()
    return 0.5 * (mu.square() + log_var.exp() - log_var - 1).sum()


@unseen("kl_divergence", "an estimate from samples, not the closed form")
def monte_carlo(mu, log_var):
    std = torch.exp(0.5 * log_var)
    z = mu + std * torch.randn((1000, *mu.shape), dtype=mu.dtype, device=mu.device)
    log_q = -0.5 * (math.log(2 * math.pi) + log_var + ((z - mu) / std) ** 2)
    log_p = -0.5 * (math.log(2 * math.pi) + z**2)
    return (log_q - log_p).mean(dim=0).sum()


@unseen("kl_divergence", "the standard deviation in place of the variance")
def std_in_place_of_var(mu, log_var):
    std = torch.exp(0.5 * log_var)
    return -0.5 * torch.sum(1 + log_var - mu.pow(2) - std)


@unseen("kl_divergence", "divided by the batch size")
def per_batch(mu, log_var):
    kl = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return kl / mu.size(0)


@unseen("kl_divergence", "the variance is not under the factor -0.5")
def misplaced_parenthesis(mu, log_var):
    return -0.5 * torch.sum(1 + log_var - mu**2) - torch.exp(log_var).sum()


@unseen("kl_divergence", "log_var is changed in place")
def exp_in_place(mu, log_var):
    const = (1 + log_var).sum()
    with torch.no_grad():
        var = log_var.exp_()
    return -0.5 * (const - (mu**2).sum() - var.sum())


@unseen("kl_divergence", "squares the sum of mu in place of summing the squares")
def square_of_sum(mu, log_var):
    return 0.5 * (torch.sum(mu) ** 2 + torch.sum(log_var.exp() - log_var - 1))


@unseen("kl_divergence", "the mean's term is missing")
def variance_part(mu, log_var):
    var = log_var.exp()
    return 0.5 * torch.sum(var - log_var - 1) + 0 * mu.sum()


@unseen("kl_divergence", "always float32")
def in_float32(mu, log_var):
    m, lv = mu.to(torch.float32), log_var.to(torch.float32)
    return -0.5 * torch.sum(1 + lv - m**2 - torch.exp(lv))


@unseen("kl_divergence", "mean, and no factor one half: two mistakes")
def mean_without_half(mu, log_var):
    return -(1 + log_var - mu.pow(2) - log_var.exp()).mean()


@unseen("kl_divergence", "shape (1,) in place of 0-d")
def with_dimension(mu, log_var):
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    return kl.reshape(1, -1).sum(dim=1)


@unseen("kl_divergence", "no gradient through the variance")
def var_detached(mu, log_var):
    with torch.no_grad():
        var = torch.exp(log_var)
    return -0.5 * torch.sum(1 + log_var - mu * mu - var)


@unseen(
    "kl_divergence", "log of the product of variances: underflows or overflows for many elements"
)
def log_of_product(mu, log_var):
    var = log_var.exp()
    log_det = torch.log(torch.prod(var))
    return 0.5 * (var.sum() + (mu**2).sum() - mu.numel() - log_det)


@unseen("kl_divergence", "the last row is left out")
def off_by_one_rows(mu, log_var):
    total = 0 * mu.sum() + 0 * log_var.sum()
    for i in range(len(mu) - 1):
        total = total - 0.5 * torch.sum(1 + log_var[i] - mu[i] ** 2 - log_var[i].exp())
    return total


@unseen("kl_divergence", "free bits: each element counts at least 0.1")
def free_bits(mu, log_var):
    kl = 0.5 * (mu.pow(2) + log_var.exp() - 1 - log_var)
    return torch.clamp(kl, min=0.1).sum()


@unseen("kl_divergence", "a guard inside of the log")
def guarded_log(mu, log_var):
    var = torch.exp(log_var)
    return -0.5 * torch.sum(1 + torch.log(var + 1e-3) - mu**2 - var)


@unseen("kl_divergence", "log of the variance ratio with the sign turned")
def log_ratio_turned(mu: torch.Tensor, log_var: torch.Tensor) -> torch.Tensor:
    """KL between two Gaussians with sigma_p = 1 and mu_p = 0."""
    sigma_q = torch.exp(0.5 * log_var)
    sigma_p = torch.ones_like(sigma_q)
    first = torch.log(sigma_q / sigma_p)
    second = (sigma_q**2 + mu**2) / (2 * sigma_p**2)
    return (first + second - 0.5).sum()


@unseen("kl_divergence", "einsum multiplies mu with every other mu: the square of the sum")
def outer_products(mu, log_var):
    m = mu.reshape(-1)
    quad = torch.einsum("i,j->", m, m)
    trace = torch.exp(log_var).sum()
    return 0.5 * (trace + quad - m.numel() - log_var.sum())
