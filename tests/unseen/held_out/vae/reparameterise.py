"""Wrong answers to vae/reparameterise."""

import numpy as np
import torch

from tests.unseen import unseen


@unseen("reparameterise", "log_var itself is used as the standard deviation")
def log_var_as_std(mu, log_var):
    eps = torch.randn_like(mu)
    return mu + log_var * eps


@unseen("reparameterise", "the root of log_var: nan where it is negative")
def root_of_log(mu, log_var):
    std = torch.sqrt(log_var)
    return mu + std * torch.randn_like(std)


@unseen("reparameterise", "noise on mu, standard deviation added")
def roles_swapped(mu, log_var):
    std = torch.exp(0.5 * log_var)
    eps = torch.randn_like(std)
    return mu * eps + std


@unseen("reparameterise", "no gradient to log_var")
def std_without_grad(mu, log_var):
    with torch.no_grad():
        std = torch.exp(0.5 * log_var)
        noise = std * torch.randn_like(std)
    return mu + noise


@unseen("reparameterise", "one number of noise for each row")
def noise_per_row(mu, log_var):
    eps = torch.randn(mu.shape[:1] + (1,) * (mu.dim() - 1), dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "the same noise for every row of the batch")
def noise_per_column(mu, log_var):
    eps = torch.randn_like(mu[0])
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * eps


@unseen("reparameterise", "noise is kept from the first call of that shape")
def cached_noise(mu, log_var, cache={}):
    key = (tuple(mu.shape), mu.dtype, mu.device)
    if key not in cache:
        cache[key] = torch.randn_like(mu)
    return mu + torch.exp(0.5 * log_var) * cache[key].detach()


@unseen("reparameterise", "exp(-log_var/2): one over the standard deviation")
def precision_root(mu, log_var):
    inv_std = torch.exp(-0.5 * log_var)
    return mu + inv_std * torch.randn_like(mu)


@unseen("reparameterise", "a constant is added to the standard deviation")
def padded_std(mu, log_var):
    std = torch.exp(0.5 * log_var) + 0.05
    eps = torch.randn_like(std)
    return mu + eps * std


@unseen("reparameterise", "the absolute value of the noise: only upward")
def half_normal(mu, log_var):
    eps = torch.randn_like(mu).abs()
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "a sum of twelve uniforms is not normal")
def twelve_uniforms(mu, log_var):
    u = torch.rand((12, *mu.shape), dtype=mu.dtype, device=mu.device)
    eps = u.sum(dim=0) - 6
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "noise of -1 and 1 only")
def rademacher(mu, log_var):
    std = torch.exp(0.5 * log_var)
    signs = torch.sign(torch.rand_like(std) - 0.5)
    return mu + signs * std


@unseen("reparameterise", "torch.distributions does the job")
def with_rsample(mu, log_var):
    from torch.distributions import Normal

    return Normal(mu, torch.exp(0.5 * log_var)).rsample()


@unseen("reparameterise", "torch.distributions, and sample has no gradient")
def with_sample(mu, log_var):
    from torch.distributions.normal import Normal

    q = Normal(mu, torch.exp(log_var).sqrt())
    return q.sample()


@unseen("reparameterise", "log_var is overwritten in place")
def in_place_exp(mu, log_var):
    std = log_var.data.mul_(0.5).exp_()
    eps = torch.randn_like(std)
    return mu + eps * log_var


@unseen("reparameterise", "a tuple: sample and noise")
def with_noise(mu, log_var):
    std = torch.exp(0.5 * log_var)
    eps = torch.randn_like(std)
    z = mu + std * eps
    return z, eps


@unseen("reparameterise", "sums over the last dimension")
def summed(mu, log_var):
    std = torch.exp(0.5 * log_var)
    eps = torch.randn_like(std)
    return (mu + std * eps).sum(dim=-1)


@unseen("reparameterise", "float64 noise from NumPy makes float32 samples float64")
def numpy_noise(mu, log_var):
    eps = torch.from_numpy(np.asarray(np.random.randn(*mu.shape))).to(mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "noise and its negative in turn: not independent")
def antithetic(mu, log_var):
    n = mu.numel()
    half = torch.randn((n + 1) // 2, dtype=mu.dtype, device=mu.device)
    eps = torch.cat([half, -half])[:n].view(mu.shape)
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "the mean: no noise")
def mean_only(mu, log_var):
    # at the optimum the sample is the mean
    return mu + 0 * log_var


@unseen(
    "reparameterise",
    "log_var taken as log of the standard deviation, and uniform noise: two mistakes",
)
def two_mistakes(mu, log_var):
    eps = torch.rand_like(mu)
    return mu + eps * torch.exp(log_var)


@unseen("reparameterise", "the noise has mean mu already: mu counts twice")
def mu_twice(mu, log_var):
    eps = mu + torch.randn_like(mu)
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "noise of variance 1/2: scaled by sqrt(1/2)")
def diffusion_scale(mu, log_var):
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * torch.randn_like(mu) * 0.5**0.5


@unseen("reparameterise", "a ReLU on log_var: the standard deviation is never below 1")
def relu_log_var(mu, log_var):
    positive_log_var = torch.relu(log_var)
    std = torch.exp(positive_log_var * 0.5)
    return mu + std * torch.randn_like(std)


@unseen("reparameterise", "the average of ten samples: too small a spread")
def averaged_samples(mu: torch.Tensor, log_var: torch.Tensor) -> torch.Tensor:
    """Draw from q and reduce the variance of the estimate."""
    n_samples = 10
    std = torch.exp(0.5 * log_var)
    z = torch.zeros_like(mu)
    for _ in range(n_samples):
        z = z + (mu + std * torch.randn_like(std)) / n_samples
    return z


@unseen("reparameterise", "10**(log_var/2): the wrong base")
def base_ten(mu, log_var):
    std = 10 ** (log_var / 2)
    return mu + std * torch.randn_like(mu)
