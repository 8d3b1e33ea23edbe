"""Wrong answers to vae/reparameterise that only measure what the grader explains."""

import math

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("reparameterise", "the noise is scaled by the variance")
def by_variance(mu, log_var):
    eps = torch.randn_like(mu)
    return mu + torch.exp(log_var) * eps


@unseen("reparameterise", "uniform instead of normal noise")
def uniform(mu, log_var):
    std = torch.exp(0.5 * log_var)
    return mu + std * torch.rand_like(std)


@unseen("reparameterise", "one noise vector is shared by the whole batch")
def shared_eps(mu, log_var):
    latent = mu.shape[-1:]
    eps = torch.randn(latent, dtype=mu.dtype, device=mu.device)
    return mu + (log_var / 2).exp() * eps


@unseen("reparameterise", "torch.normal lets no gradient through")
def torch_normal(mu, log_var):
    sigma = torch.sqrt(torch.exp(log_var))
    return torch.normal(mu, sigma)


@unseen("reparameterise", "log_var itself is used as the standard deviation")
def log_var_as_std(mu, log_var):
    return mu + log_var * torch.randn_like(log_var)


@unseen("reparameterise", "a fixed seed gives the same noise at every call")
def fixed_seed(mu, log_var):
    g = torch.Generator(device=mu.device).manual_seed(42)  # reproducible
    eps = torch.randn(mu.shape, generator=g, dtype=mu.dtype, device=mu.device)
    std = torch.exp(0.5 * log_var)
    return mu + std * eps


@unseen("reparameterise", "the standard deviation is computed without gradient")
def no_grad_std(mu, log_var):
    with torch.no_grad():
        std = torch.exp(log_var / 2)
        noise = std * torch.randn_like(std)
    z = mu + noise
    return z


@unseen("reparameterise", "Box-Muller without its factor 2, so the noise has variance 1/2")
def box_muller(mu, log_var):
    u1 = 1 - torch.rand_like(mu)  # in (0, 1]
    u2 = torch.rand_like(mu)
    radius = torch.sqrt(-torch.log(u1))
    eps = radius * torch.cos(2 * math.pi * u2)
    return mu + torch.exp(log_var / 2) * eps


@unseen(
    "reparameterise", "draws one noise vector for the last dimension and shares it over all rows"
)
def second_1(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    shape = mu.shape[-1:]
    eps = torch.randn(shape, dtype=mu.dtype, device=mu.device)
    return mu + std * eps


@unseen("reparameterise", "the noise is uniform, scaled to mean 0 and variance 1, and not normal")
def second_2(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    eps = (torch.rand_like(mu) - 0.5) * 12**0.5
    return mu + std * eps


@unseen("reparameterise", "samples with torch.normal(mu, std), through which no gradient flows")
def second_3(mu: Tensor, log_var: Tensor) -> Tensor:
    std = torch.exp(0.5 * log_var)
    return torch.normal(mu, std)


@unseen(
    "reparameterise",
    "seeds a new generator with 0 in each call, so every call draws the same noise",
)
def second_4(mu: Tensor, log_var: Tensor) -> Tensor:
    generator = torch.Generator(device=mu.device).manual_seed(0)
    eps = torch.randn(mu.shape, generator=generator, dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(log_var / 2) * eps
