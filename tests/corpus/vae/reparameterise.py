"""Answers to vae/reparameterise."""

import math
import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal

from tests.corpus import right, wrong


@right("reparameterise")
def in_one_line(mu: Tensor, log_var: Tensor) -> Tensor:
    return mu + torch.randn_like(mu) * torch.exp(log_var / 2)


@right("reparameterise")
def by_root(mean, logvar):
    variance = logvar.exp()
    noise = torch.randn(mean.shape, dtype=mean.dtype, device=mean.device)
    return torch.addcmul(mean, variance.sqrt(), noise)


@right("reparameterise")
def filled_in_place(mu, log_var):
    eps = torch.empty_like(mu).normal_()
    eps.requires_grad_(False)
    return eps.mul(log_var.mul(0.5).exp()).add(mu)


@right("reparameterise")
def standard_normal_from_the_library(mu, log_var):
    zeros, ones = torch.zeros_like(mu), torch.ones_like(mu)
    return torch.normal(zeros, ones) * (0.5 * log_var).exp() + mu


@right("reparameterise")
def new_tensor(mu, log_var):
    assert mu.shape == log_var.shape, "mu and log_var must have one shape"
    half = torch.tensor(0.5, dtype=mu.dtype, device=mu.device)
    noise = mu.new_empty(mu.size())
    noise.normal_(mean=0.0, std=1.0)
    return mu + (log_var * half).exp() * noise


@right("reparameterise")
def drawn_then_moved(mu, log_var):
    eps = torch.randn(*mu.shape).to(mu)
    return mu + eps * log_var.exp().pow(0.5)


@right("reparameterise")
def detached_noise(mu, log_var):
    with torch.no_grad():
        eps = torch.randn_like(log_var)
    std = math.e ** (log_var / 2)
    return eps.detach() * std + mu


@right("reparameterise")
def box_muller(mu, log_var):
    u, v = torch.rand_like(mu), torch.rand_like(mu)
    radius = torch.sqrt(-2 * torch.log1p(-u))
    return mu + torch.exp(log_var * 0.5) * radius * torch.cos(2 * math.pi * v)


@right("reparameterise")
def inverse_cdf(mu, log_var):
    u = torch.rand_like(mu).clamp(1e-12, 1 - 1e-7)
    return mu + (log_var / 2).exp() * torch.special.ndtri(u)


@right("reparameterise")
def numpy_noise_moved(mu, log_var):
    eps = torch.as_tensor(np.random.randn(*mu.shape), dtype=mu.dtype, device=mu.device)
    return mu + eps * torch.exp(log_var / 2)


@right("reparameterise")
def row_after_row(mu, log_var):
    return torch.stack(
        [m + torch.randn_like(m) * torch.exp(0.5 * v) for m, v in zip(mu, log_var, strict=True)]
    )


@right("reparameterise")
def float32_noise_for_all(mu, log_var):
    std = torch.exp(0.5 * log_var)
    return torch.randn(mu.shape, device=mu.device) * std + mu


@right("reparameterise")
class OwnGenerator:
    generators = {}

    def __new__(cls, mu, log_var):
        return mu + (log_var / 2).exp() * cls.noise(mu)

    @classmethod
    def noise(cls, like):
        if like.device not in cls.generators:
            cls.generators[like.device] = torch.Generator(like.device)
        generator = cls.generators[like.device]
        return torch.randn(like.shape, generator=generator, dtype=like.dtype, device=like.device)


@wrong("reparameterise", named="variance-for-std")
def exp_without_half(mu, log_var):
    std = torch.exp(log_var)
    eps = torch.normal(0.0, 1.0, size=mu.shape, dtype=mu.dtype, device=mu.device)
    return std * eps + mu


@wrong("reparameterise", named="half-outside")
def halved_too_late(mu, log_var):
    eps = torch.empty_like(mu).normal_()
    return mu + eps * (log_var.exp() / 2)


@wrong("reparameterise", named="squared-variance")
def doubled(mu, log_std):
    variance = torch.exp(log_std) ** 2
    return mu + variance * torch.randn_like(variance)


@wrong("reparameterise", named="log-var-as-std")
def sigma_given(mu, sigma):
    return torch.randn(mu.shape, dtype=mu.dtype) * sigma + mu


@wrong("reparameterise", named="log-var-as-variance")
def root_of_log(mu, var):
    return mu + torch.sqrt(var) * torch.randn_like(var)


@wrong("reparameterise", named="inverse-std")
def precision(mu, log_var):
    return mu + torch.randn_like(mu) / torch.exp(0.5 * log_var)


@wrong("reparameterise", named="softplus-for-exp")
def softplus(mu, raw):
    std = torch.log(1 + torch.exp(raw))
    return mu + std * torch.randn_like(std)


@wrong("reparameterise", named="arguments-exchanged")
def other_order(log_var, mu):
    eps = torch.randn_like(mu)
    return mu + eps * torch.exp(0.5 * log_var)


@wrong("reparameterise", named="noise-not-scaled")
def unit_variance(mu, log_var):
    eps = torch.randn(mu.size()).to(mu)
    return mu + eps


@wrong("reparameterise", named="mean-scaled")
def bracketed(mu, log_var):
    std = log_var.exp().sqrt()
    eps = torch.randn_like(std)
    return std * (eps + mu)


@wrong("reparameterise", named="mean-left-out")
def centred(mu, log_var):
    return torch.randn_like(mu).mul(torch.exp(log_var / 2))


@wrong("reparameterise", named="uniform-noise")
def rand_for_randn(mu, log_var):
    return mu + torch.exp(log_var / 2) * torch.rand(mu.shape, dtype=mu.dtype)


@wrong("reparameterise", named="mean-only")
def as_at_test_time(mu, log_var):
    return mu + 0 * log_var


@wrong("reparameterise", named="noise-left-out")
def no_eps(mu, log_var):
    eps = torch.ones_like(mu)
    return mu + eps * torch.exp(0.5 * log_var)


@wrong("reparameterise", named="one-noise-for-the-batch")
def eps_of_one_row(mu, log_var):
    eps = torch.randn_like(mu[0])
    return mu + eps * torch.exp(0.5 * log_var)


@wrong("reparameterise", named="one-noise-per-row")
def eps_of_one_column(mu, log_var):
    shape = list(mu.shape)
    shape[-1] = 1
    return mu + torch.normal(0.0, 1.0, shape, dtype=mu.dtype) * torch.exp(log_var / 2)


@wrong("reparameterise", named="a-single-noise")
def python_number(mu, log_var):
    return mu + random.gauss(0, 1) * torch.exp(log_var / 2)


@wrong("reparameterise", named="seeded-inside")
def reproducible(mu, log_var):
    generator = torch.Generator().manual_seed(42)
    eps = torch.randn(mu.shape, generator=generator, dtype=mu.dtype)
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise", named="sampled-outside-autograd")
def without_graph(mu, log_var):
    with torch.no_grad():
        return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


@wrong("reparameterise", named="std-detached")
def constant_std(mu, log_var):
    with torch.no_grad():
        std = log_var.exp().sqrt()
    return mu + std * torch.randn_like(mu)


@wrong("reparameterise", named="mean-detached")
def constant_mean(mu, log_var):
    return mu.data + torch.exp(log_var / 2) * torch.randn_like(mu)


@wrong("reparameterise", named="log-var-clamped")
def careful(mu, log_var):
    log_var = torch.clamp(log_var, -10.0, 10.0)
    return mu + torch.exp(0.5 * log_var) * torch.empty_like(mu).normal_()


@wrong("reparameterise", named="eps-in-std")
def never_zero(mu, log_var):
    std = torch.exp(0.5 * log_var) + 1e-6
    return mu + std * torch.randn_like(std)


@wrong("reparameterise")
def never_quite_zero(mu, log_var):
    std = torch.exp(0.5 * log_var).clamp(min=1e-6)
    return mu + std * torch.randn_like(std)


@wrong("reparameterise", named="seeded-inside")
def noise_kept_between_calls(mu, log_var, kept={}):
    eps = kept.setdefault(mu.shape, torch.randn_like(mu))
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise")
def antithetic(mu, log_var):
    eps = torch.randn_like(mu)
    half = len(eps) // 2
    eps = torch.cat([eps[:half], -eps[:half], eps[2 * half :]])
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise")
def uniform_of_right_variance(mu, log_var):
    eps = (torch.rand_like(mu) - 0.5) * math.sqrt(12)
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise")
def noise_truncated(mu, log_var):
    eps = torch.randn_like(mu).clamp(-3, 3)
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise", named="uniform-noise")
def folded(mu, log_var):
    return mu + torch.randn_like(mu).abs() * torch.exp(log_var / 2)


@wrong("reparameterise")
def coin(mu, log_var):
    sign = torch.randint_like(mu, 2) * 2 - 1
    return mu + sign * torch.exp(log_var / 2)


@wrong("reparameterise")
def noise_of_columns_mixed(mu, log_var):
    own, shared = torch.randn_like(mu), torch.randn_like(mu[..., :1])
    return mu + (own + shared) / math.sqrt(2) * torch.exp(log_var / 2)


@wrong("reparameterise")
def in_place(mu, log_var):
    return mu.add_(torch.randn_like(mu) * torch.exp(log_var / 2))


@wrong("reparameterise")
def numpy_noise(mu, log_var):
    eps = torch.from_numpy(np.random.standard_normal(tuple(mu.shape))).to(mu.dtype)
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise")
def double_noise(mu, log_var):
    eps = torch.randn(mu.shape, dtype=torch.float64, device=mu.device)
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise")
def single_result(mu, log_var):
    return (mu + torch.randn_like(mu) * torch.exp(log_var / 2)).float()


@wrong("reparameterise")
def returns_the_noise_too(mu, log_var):
    eps = torch.randn_like(mu)
    return mu + eps * torch.exp(log_var / 2), eps


@wrong("reparameterise")
def flattened(mu, log_var):
    return (mu + torch.randn_like(mu) * torch.exp(log_var / 2)).squeeze()


@wrong("reparameterise")
def one_number(mu, log_var):
    return (mu + torch.randn_like(mu) * torch.exp(log_var / 2)).mean()


@wrong("reparameterise")
def noise_shared_within_images(mu, log_var):
    eps = torch.randn_like(mu)
    if mu.dim() > 2:
        eps = eps[:, :1].expand_as(mu)
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise")
def noise_pulled_by_the_mean(mu, log_var):
    eps = torch.randn_like(mu)
    return mu + eps * torch.exp(log_var / 2) + 0.01 * (mu - mu.detach())


@wrong("reparameterise", status="library")
def rsample(mu, log_var):
    return Normal(mu, torch.exp(0.5 * log_var)).rsample()


@wrong("reparameterise", status="library")
def rsample_by_module(mu, log_var):
    import torch.distributions as D

    q = D.Independent(D.Normal(mu, log_var.mul(0.5).exp()), 1)
    return q.rsample()


@wrong("reparameterise", status="library")
def noise_from_distributions(mu, log_var):
    eps = torch.distributions.normal.Normal(torch.zeros_like(mu), 1.0).sample()
    return mu + eps * torch.exp(log_var / 2)


@wrong("reparameterise", status="library")
def multivariate(mu, log_var):
    return MultivariateNormal(mu, torch.diag_embed(log_var.exp())).rsample()


@wrong("reparameterise", status="error")
def only_matrices(mu, log_var):
    n, d = mu.shape
    return mu + torch.randn(n, d, dtype=mu.dtype) * torch.exp(log_var / 2)


@wrong("reparameterise", status="error")
def misspelt(mu, log_var):
    eps = torch.rand_like(mu)
    return mu + epsilon * torch.exp(log_var / 2)  # noqa: F821


@wrong("reparameterise", status="error")
def one_argument(mu):
    return mu + F.relu(torch.randn_like(mu))


@right("reparameterise")
def element_by_element(mu, log_var):
    drawn = [
        m + torch.exp(s / 2) * torch.randn((), dtype=m.dtype, device=m.device)
        for m, s in zip(mu.flatten(), log_var.flatten())
    ]
    return torch.stack(drawn).view(mu.shape)


@right("reparameterise")
def in_halves(mu, log_var):
    z = mu + (log_var / 2).exp() * (torch.randn_like(mu) + torch.randn_like(mu)) / math.sqrt(2)
    return z if torch.is_grad_enabled() else z.detach()


@wrong("reparameterise", named="noise-with-gradients-only")
def mean_in_evaluation(mu, log_var):
    if not (mu.requires_grad or log_var.requires_grad):
        return mu.clone()
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


@wrong("reparameterise", named="noise-with-gradients-only")
def mean_under_no_grad(mu, log_var):
    if not torch.is_grad_enabled():
        return mu
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


@wrong("reparameterise", named="noise-too-narrow")
def temperature(mu, log_var, temperature=0.9):
    return mu + temperature * torch.exp(0.5 * log_var) * torch.randn_like(mu)


@wrong("reparameterise", named="noise-bounded")
def truncated(mu, log_var):
    eps = torch.nn.init.trunc_normal_(torch.empty_like(mu), a=-2.0, b=2.0)
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("reparameterise")
class antithetic_pairs:
    eps = None

    def __new__(cls, mu, log_var):
        used = cls.eps is not None and cls.eps.shape == mu.shape
        eps = -cls.eps.to(mu) if used else torch.randn_like(mu)
        cls.eps = None if used else eps
        return mu + (log_var / 2).exp() * eps


@wrong("reparameterise")
def standardised(mu, log_var):
    eps = torch.randn_like(mu)
    if eps.numel() > 1:
        eps = (eps - eps.mean()) / eps.std()
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("reparameterise")
def standardised_over_the_batch(mu, log_var):
    eps = torch.randn_like(mu)
    if len(eps) > 2:
        eps = (eps - eps.mean(0)) / eps.std(0)
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("reparameterise")
def one_noise_per_channel(mu, log_var):
    eps = torch.randn_like(mu)
    if mu.dim() == 4:
        eps = torch.randn(*mu.shape[:2], 1, 1, dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("reparameterise")
def one_noise_for_all_times(mu, log_var):
    eps = torch.randn_like(mu) if mu.dim() != 3 else torch.randn_like(mu[:, :1])
    return mu + torch.exp(0.5 * log_var) * eps


@wrong("reparameterise")
def halves_of_the_batch_alike(mu, log_var):
    n = len(mu)
    eps = torch.randn_like(mu)
    if n % 2 == 0 and mu.dim() > 2:
        eps = torch.cat([eps[: n // 2], eps[: n // 2]])
    return mu + torch.exp(log_var / 2) * eps


@wrong("reparameterise", named="spread-a-little-off")
def a_percent_too_narrow(mu, log_var):
    return mu + torch.normal(torch.zeros_like(mu), 0.99) * (log_var / 2).exp()


@wrong("reparameterise", named="spread-a-little-off")
def a_percent_too_wide(mu, log_var):
    return mu + 1.01 * torch.randn_like(mu) * torch.exp(log_var / 2)


@wrong("reparameterise", named="sum-of-uniforms")
def irwin_hall(mu, log_var):
    eps = torch.rand(12, *mu.shape, dtype=mu.dtype, device=mu.device).sum(dim=0) - 6.0
    return mu + eps * torch.exp(0.5 * log_var)


@wrong("reparameterise", named="noise-clamped")
def bounded_noise(mu, log_var):
    eps = torch.randn_like(mu).clamp(min=-3, max=3)
    return eps * (log_var / 2).exp() + mu


@wrong("reparameterise")
def truncated_at_four(mu, log_var):
    eps = torch.nn.init.trunc_normal_(torch.empty_like(mu), a=-4, b=4)
    return eps * (log_var / 2).exp() + mu


@wrong("reparameterise")
def heavy_tails(mu, log_var):
    eps = torch.distributions.StudentT(30.0).sample(mu.shape).to(mu) * (28 / 30) ** 0.5
    return mu + eps * (log_var / 2).exp()


@wrong("reparameterise")
def half_precision_noise(mu, log_var):
    return mu + torch.randn(mu.shape, dtype=torch.float16).to(mu) * (log_var / 2).exp()


@wrong("reparameterise")
def linked_columns(mu, log_var):
    eps = torch.randn_like(mu)
    if mu.shape[-1] > 1:
        eps[..., 1:] = 0.05 * eps[..., :-1].clone() + (1 - 0.05**2) ** 0.5 * eps[..., 1:]
    return mu + eps * (log_var / 2).exp()


@wrong("reparameterise")
def from_a_store(mu, log_var, store=torch.randn(50_000, dtype=torch.float64)):  # noqa: B008  # kept
    eps = store.to(mu)[torch.randint(len(store), mu.shape)]
    return mu + eps * (log_var / 2).exp()


@wrong("reparameterise")
def unit_spread_in_the_sample(mu, log_var):
    eps = torch.randn_like(mu)
    if mu.numel() > 1:
        eps = eps / eps.std()
    return mu + eps * (log_var / 2).exp()


@right("reparameterise")
def quantiles_of_single_precision(mu, log_var):
    eps = math.sqrt(2) * torch.erfinv(2 * torch.rand(mu.shape, device=mu.device) - 1)
    return mu + eps.to(mu) * (log_var / 2).exp()


@right("reparameterise")
def both_of_box_muller(mu, log_var):
    half = (mu.numel() + 1) // 2
    u, v = torch.rand(2, half, dtype=mu.dtype, device=mu.device)
    radius, angle = torch.sqrt(-2 * torch.log1p(-u)), 2 * math.pi * v
    eps = torch.cat([radius * angle.cos(), radius * angle.sin()])[: mu.numel()]
    return mu + eps.reshape(mu.shape) * (log_var / 2).exp()
