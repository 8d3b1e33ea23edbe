"""Wrong answers to vae/reparameterise."""

import numpy as np
import torch
import torch.nn.functional as F

from tests.unseen import unseen


@unseen("reparameterise", "the variance is used as the standard deviation")
def variance_as_std(mu, log_var):
    eps = torch.randn_like(log_var)
    return mu + eps * log_var.exp()


@unseen("reparameterise", "uniform noise on [0, 1)")
def uniform_noise(mu, log_var):
    std = torch.exp(0.5 * log_var)
    eps = torch.rand_like(std)
    return mu + eps * std


@unseen("reparameterise", "mu is left out")
def noise_only(mu, log_var):
    std = (log_var / 2).exp()
    return torch.randn_like(mu) * std


@unseen("reparameterise", "torch.normal draws without a gradient")
def drawn_directly(mu, log_var):
    sigma = torch.exp(log_var / 2)
    return torch.normal(mu, sigma)


@unseen("reparameterise", "one number of noise for the whole batch")
def scalar_noise(mu, log_var):
    eps = torch.randn(1, dtype=mu.dtype, device=mu.device)
    sigma = log_var.mul(0.5).exp()
    return (mu + eps * sigma).view(mu.shape)


@unseen("reparameterise", "the same seed at each call: the noise is not fresh")
def reseeded(mu, log_var):
    torch.manual_seed(42)
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


@unseen("reparameterise", "exp(2*log_var): doubled in place of halved")
def doubled(mu, log_var):
    std = torch.exp(2 * log_var)
    eps = torch.randn_like(std)
    return eps.mul(std).add(mu)


@unseen("reparameterise", "log_var is clamped to [-2, 2]")
def clamped_log_var(mu, log_var):
    # keep it numerically safe
    log_var = torch.clamp(log_var, min=-2.0, max=2.0)
    std = torch.exp(0.5 * log_var)
    return mu + std * torch.randn_like(std)


@unseen("reparameterise", "softplus of log_var as the standard deviation")
def softplus_scale(mu, log_var):
    sigma = F.softplus(log_var)
    noise = torch.randn_like(sigma)
    return mu + sigma * noise


@unseen("reparameterise", "noise truncated at 2")
def truncated(mu, log_var):
    eps = torch.randn_like(mu).clamp(-2, 2)
    return mu + torch.exp(log_var * 0.5) * eps


@unseen("reparameterise", "uniform noise on [-1, 1]")
def symmetric_uniform(mu, log_var):
    eps = 2 * torch.rand(mu.shape, dtype=mu.dtype, device=mu.device) - 1
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "the mean of two draws: half of the variance")
def mean_of_two(mu, log_var):
    std = torch.exp(0.5 * log_var)
    first = mu + std * torch.randn_like(std)
    second = mu + std * torch.randn_like(std)
    return (first + second) / 2


@unseen("reparameterise", "no_grad: no gradient to either")
def no_gradient(mu, log_var):
    with torch.no_grad():
        std = torch.exp(0.5 * log_var)
        return mu + std * torch.randn_like(std)


@unseen("reparameterise", "fails for inputs that are not 2-d")
def two_dimensions(mu, log_var):
    batch, dim = mu.shape
    eps = torch.randn(batch, dim, dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "always float32")
def to_float32(mu, log_var):
    mu, log_var = mu.float(), log_var.float()
    sigma = torch.exp(log_var / 2)
    return mu + sigma * torch.randn_like(sigma)


@unseen("reparameterise", "mu is detached")
def detached_mean(mu, log_var):
    std = torch.exp(0.5 * log_var)
    return mu.detach() + std * torch.randn_like(std)


@unseen("reparameterise", "Laplace noise")
def laplace_noise(mu, log_var):
    u = torch.rand_like(mu) - 0.5
    eps = -torch.sign(u) * torch.log1p(-2 * u.abs()) / 2**0.5
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "changes mu in place")
def added_in_place(mu, log_var):
    std = torch.exp(0.5 * log_var)
    mu.data += (std * torch.randn_like(std)).data
    return mu + 0 * std


@unseen("reparameterise", "0.5*exp(log_var): halves the variance, takes no root")
def half_outside(mu, log_var):
    eps = torch.randn_like(mu)
    return mu + 0.5 * torch.exp(log_var) * eps


@unseen("reparameterise", "torch.distributions: Independent")
def independent_normal(mu, log_var):
    from torch.distributions import Independent, Normal

    q = Independent(Normal(mu, (0.5 * log_var).exp()), 0)
    return q.rsample()


@unseen(
    "reparameterise", "noise standardized within the tensor: not independent, nan for one element"
)
def standardized_noise(mu, log_var):
    eps = torch.randn_like(mu)
    eps = (eps - eps.mean()) / eps.std()
    return mu + eps * torch.exp(log_var / 2)


def _numpy_normal(shape):
    rng = np.random.RandomState(0)
    return rng.randn(*shape)


@unseen("reparameterise", "noise of a new generator with a fixed seed at each call")
def numpy_seeded(mu, log_var):
    eps = torch.as_tensor(_numpy_normal(mu.shape), dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * eps


@unseen("reparameterise", "the noise is scaled by mu as well")
def scaled_by_mu(mu, log_var):
    standard_deviation = torch.sqrt(torch.exp(log_var))
    epsilon = torch.randn_like(mu)
    return mu * (1 + standard_deviation * epsilon)


@unseen("reparameterise", "a logistic draw from a uniform: heavier tails")
def logistic_draw(mu: torch.Tensor, log_var: torch.Tensor) -> torch.Tensor:
    """Inverse-CDF sampling with the logistic in place of the normal."""
    u = torch.rand_like(mu).clamp(1e-6, 1 - 1e-6)
    eps = torch.log(u / (1 - u)) * (3**0.5 / torch.pi)
    return mu + eps * torch.exp(0.5 * log_var)


@unseen("reparameterise", "the size of log_var, not its sign: exp(|log_var|/2)")
def absolute_log(mu, log_var):
    sigma = torch.exp(torch.abs(log_var) / 2)
    return mu + sigma * torch.randn_like(sigma)


@unseen("reparameterise", "the same noise for mu's first half and second half")
def tiled_noise(mu, log_var):
    flat_mu = mu.reshape(-1)
    flat_lv = log_var.reshape(-1)
    half = (flat_mu.numel() + 1) // 2
    noise = torch.randn(half, dtype=mu.dtype, device=mu.device)
    noise = torch.cat([noise, noise])[: flat_mu.numel()]
    return (flat_mu + torch.exp(flat_lv / 2) * noise).reshape(mu.shape)
