"""Answers to heads/gaussian."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Independent, Normal

from tests.corpus import right, wrong


@right("GaussianHead.forward")
def by_the_contract(self, x: Tensor) -> tuple[Tensor, Tensor]:
    return self.mean_head(x), torch.exp(torch.clamp(self.log_std_head(x), -5, 5))


@right("GaussianHead.forward")
def clipped(self, x):
    mu = self.mean_head(x)
    log_std = self.log_std_head(x).clip(min=-5.0, max=5.0)
    return (mu, log_std.exp())


@right("GaussianHead.forward")
def where_twice(self, x):
    s = self.log_std_head(x)
    s = torch.where(s > 5, torch.full_like(s, 5.0), s)
    s = torch.where(s < -5, torch.full_like(s, -5.0), s)
    return self.mean_head(x), s.exp()


@right("GaussianHead.forward")
def hardtanh(self, x):
    return self.mean_head(x), math.e ** F.hardtanh(self.log_std_head(x), -5.0, 5.0)


@right("GaussianHead.forward")
def minimum_maximum(self, x):
    s = F.linear(x, self.log_std_head.weight, self.log_std_head.bias)
    five = torch.tensor(5.0, dtype=s.dtype, device=s.device)
    sigma = torch.minimum(torch.maximum(s, -five), five).exp()
    return F.linear(x, self.mean_head.weight, self.mean_head.bias), sigma


@right("GaussianHead.forward")
def through_the_variance(self, x):
    log_var = 2 * self.log_std_head(x)
    variance = log_var.clamp(-10, 10).exp()
    return self.mean_head(x), variance.sqrt()


@right("GaussianHead.forward")
def both_layers_at_once(self, x):
    w = torch.cat([self.mean_head.weight, self.log_std_head.weight])
    b = torch.cat([self.mean_head.bias, self.log_std_head.bias])
    mu, s = F.linear(x, w, b).split(1, dim=1)
    return [mu, s.clamp(-5, 5).exp()][0], s.clamp(-5, 5).exp()


@right("GaussianHead.forward")
def in_place_on_its_own(self, x):
    if x.dim() != 2:
        raise ValueError(f"expected (n, d_in), got {tuple(x.shape)}")
    s = self.log_std_head(x).clamp_(-5, 5)
    return self.mean_head(x), s.exp_()


@right("GaussianHead.forward")
def one_form_for_each_mode(self, x):
    log_std = torch.clamp(self.log_std_head(x), -5.0, 5.0)
    return self.mean_head(x), torch.exp(log_std) if self.training else math.e**log_std


@right("GaussianHead.nll_loss")
def from_the_clamped_logarithm(self, x, y):
    log_std = self.log_std_head(x).clamp(-5, 5)
    squares = (y - self.mean_head(x)) ** 2 * torch.exp(-2 * log_std)
    return (0.5 * math.log(2 * math.pi) + log_std + 0.5 * squares).mean()


@right("GaussianHead.nll_loss")
def one_loss_for_each_mode(self, x, y):
    mu, sigma = self(x)
    if self.training:
        return -Normal(mu, sigma).log_prob(y).mean()
    variance = sigma**2
    return 0.5 * (torch.log(2 * math.pi * variance) + (y - mu) ** 2 / variance).mean()


@right("GaussianHead.nll_loss")
def the_formula(self, x: Tensor, y: Tensor) -> Tensor:
    mu, sigma = self.forward(x)
    nll = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + (y - mu) ** 2 / (2 * sigma**2)
    return nll.mean()


@right("GaussianHead.nll_loss")
def with_normal(self, x, y):
    mu, sigma = self(x)
    return -Normal(mu, sigma).log_prob(y).mean()


@right("GaussianHead.nll_loss")
def with_independent_normal(self, x, y):
    mu, sigma = self(x)
    return Independent(Normal(loc=mu, scale=sigma), 1).log_prob(y).mean().neg()


@right("GaussianHead.nll_loss")
def with_variance(self, x, y):
    mu, sigma = self(x)
    var = sigma.pow(2)
    return 0.5 * (torch.log(2 * torch.pi * var) + (y - mu).pow(2) / var).mean()


@right("GaussianHead.nll_loss")
def with_its_own_log_std(self, x, y):
    mu = self.mean_head(x)
    log_std = torch.clamp(self.log_std_head(x), -5, 5)
    z = (y - mu) * torch.exp(-log_std)
    return torch.mean(0.5 * z * z + log_std) + 0.5 * math.log(2 * math.pi)


@right("GaussianHead.nll_loss")
def term_by_term(self, x, y):
    mu, sigma = self(x)
    n = y.shape[0]
    constant = n * 0.9189385332046727
    return (constant + sigma.log().sum() + 0.5 * ((y - mu) / sigma).square().sum()) / n


@right("GaussianHead.nll_loss")
def row_by_row(self, x, y):
    mu, sigma = self(x)
    total = 0.0
    for m, s, t in zip(mu.flatten(), sigma.flatten(), y.flatten()):
        total = total + 0.5 * math.log(2 * math.pi) + torch.log(s) + (t - m) ** 2 / (2 * s**2)
    return total / len(y)


@right("GaussianHead.nll_loss")
def squeezed_alike(self, x, y):
    mu, sigma = (t.squeeze(-1) for t in self(x))
    r = (y.squeeze(-1) - mu) / sigma
    return (r.square() / 2 + sigma.log() + math.log(math.sqrt(2 * math.pi))).mean(0)


@right("GaussianHead")
class GaussianHead(nn.Module):
    LOG_STD_MIN, LOG_STD_MAX = -5.0, 5.0

    def __init__(self, d_in: int):
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def distribution(self, x):
        mu, sigma = self(x)
        return Normal(mu, sigma, validate_args=False)

    def forward(self, x):
        log_std = self.log_std_head(x).clamp(self.LOG_STD_MIN, self.LOG_STD_MAX)
        return self.mean_head(x), log_std.exp()

    def nll_loss(self, x, y):
        return -self.distribution(x).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="scales-multiplied")
def log_of_the_product_of_deviations(self, x, y):
    mu, sigma = self(x)
    width = torch.log(torch.prod(sigma)) / sigma.numel()
    return width + 0.5 * math.log(math.tau) + 0.5 * torch.mean(((mu - y) / sigma).square())


@wrong("GaussianHead.forward")
def bounds_on_the_cpu(self, x):
    log_std = self.log_std_head(x)
    log_std = torch.minimum(log_std, torch.full((1,), 5.0, dtype=x.dtype))
    log_std = torch.maximum(log_std, torch.full((1,), -5.0, dtype=x.dtype))
    return self.mean_head(x), log_std.exp()


@wrong("GaussianHead.forward", named="squeezed")
def flat(self, x):
    mu = self.mean_head(x)[:, 0]
    sigma = self.log_std_head(x)[:, 0].clamp(-5, 5).exp()
    return mu, sigma


@wrong("GaussianHead.forward", named="one-tensor")
def stacked(self, x):
    sigma = self.log_std_head(x).clip(-5, 5).exp()
    return torch.hstack((self.mean_head(x), sigma))


@wrong("GaussianHead.forward", named="pair-turned")
def sigma_first(self, x):
    mu, sigma = self.mean_head(x), torch.exp(self.log_std_head(x).clamp(-5, 5))
    return sigma, mu


@wrong("GaussianHead.forward", named="layers-exchanged")
def wrong_layers(self, x):
    mu = self.log_std_head(x)
    log_std = self.mean_head(x)
    return mu, torch.exp(log_std.clip(-5, 5))


@wrong("GaussianHead.forward", named="detached")
def no_grad(self, x):
    with torch.no_grad():
        mu = self.mean_head(x)
        sigma = torch.exp(self.log_std_head(x).clip(-5, 5))
    return mu, sigma


@wrong("GaussianHead.forward", named="sigma-detached")
def sigma_data(self, x):
    log_std = self.log_std_head(x).data.clamp(-5, 5)
    return self.mean_head(x), log_std.exp()


@wrong("GaussianHead.forward", named="bounded-too-late")
def clamp_after(self, x):
    sigma = torch.exp(self.log_std_head(x))
    return self.mean_head(x), torch.clip(sigma, math.e**-5, math.e**5)


@wrong("GaussianHead.forward", named="bounds-on-sigma")
def clamp_after_with_log_bounds(self, x):
    sigma = torch.exp(self.log_std_head(x))
    return self.mean_head(x), torch.clamp(sigma, min=-5, max=5)


@wrong("GaussianHead.forward", named="not-bounded")
def no_clamp(self, x):
    return self.mean_head(x), torch.exp(self.log_std_head(x))


@wrong("GaussianHead.forward", named="no-lower-bound")
def upper_only(self, x):
    s = self.log_std_head(x)
    return self.mean_head(x), torch.where(s > 5, torch.full_like(s, 5.0), s).exp()


@wrong("GaussianHead.forward", named="no-upper-bound")
def lower_only(self, x):
    s = self.log_std_head(x)
    return self.mean_head(x), (F.relu(s + 5) - 5).exp()


@wrong("GaussianHead.forward", named="log-variance-read")
def half_log_var(self, x):
    log_var = self.log_std_head(x).clamp(-5, 5)
    return self.mean_head(x), torch.exp(0.5 * log_var)


@wrong("GaussianHead.forward", named="variance-returned")
def squared(self, x):
    return self.mean_head(x), torch.exp(2 * self.log_std_head(x).clamp(-5, 5))


@wrong("GaussianHead.forward", named="log-returned")
def no_exp(self, x):
    return self.mean_head(x), F.hardtanh(self.log_std_head(x), -5, 5)


@wrong("GaussianHead.forward", named="softly-bounded")
def tanh_bound(self, x):
    s = torch.tanh(self.log_std_head(x) / 5.0) * 5.0
    return self.mean_head(x), s.exp()


@wrong("GaussianHead.forward", named="softplus-used")
def softplus(self, x):
    s = self.log_std_head(x)
    return self.mean_head(x), torch.logaddexp(s, torch.zeros_like(s))


@wrong("GaussianHead.forward", named="absolute-value")
def absolute(self, x):
    return self.mean_head(x), torch.abs(self.log_std_head(x).clip(-5, 5))


@wrong("GaussianHead.forward", named="mean-bounded")
def both_clamped(self, x):
    mu, s = (torch.clamp(head(x), -5, 5) for head in (self.mean_head, self.log_std_head))
    return mu, s.exp()


@wrong("GaussianHead.forward", named="mean-positive")
def both_exponentiated(self, x):
    mu, sigma = self.mean_head(x), torch.clamp(self.log_std_head(x), -5, 5)
    return torch.exp(mu), torch.exp(sigma)


@wrong("GaussianHead.forward", named="eps-added")
def eps(self, x):
    return self.mean_head(x), 1e-6 + torch.exp(self.log_std_head(x).clip(-5, 5))


@wrong("GaussianHead.forward", named="one-sigma")
def homoscedastic(self, x):
    mu = self.mean_head(x)
    s = self.log_std_head(x).mean().clamp(-5, 5)
    return mu, s.exp() * torch.ones_like(mu)


@wrong("GaussianHead.forward")
def other_bounds(self, x):
    return self.mean_head(x), self.log_std_head(x).clamp(-10, 10).exp()


@wrong("GaussianHead.forward")
def lower_bound_zero(self, x):
    return self.mean_head(x), self.log_std_head(x).clamp(0, 5).exp()


@wrong("GaussianHead.forward")
def sigma_from_the_mean(self, x):
    mu = self.mean_head(x)
    return mu, self.log_std_head(mu.expand_as(x)).clamp(-5, 5).exp()


@wrong("GaussianHead.forward")
def in_single_precision(self, x):
    return self.mean_head(x), self.log_std_head(x).float().clamp(-5, 5).exp()


@wrong("GaussianHead.forward", named="mean-in-evaluation")
def point_prediction_in_use(self, x):
    mu = self.mean_head(x)
    if not self.training:
        return mu
    return mu, torch.exp(self.log_std_head(x).clamp(-5, 5))


@wrong("GaussianHead.forward")
def certain_in_use(self, x):
    sigma = torch.exp(self.log_std_head(x).clamp(-5, 5))
    return self.mean_head(x), sigma if self.training else torch.zeros_like(sigma)


@wrong("GaussianHead.forward")
def bounded_for_double_precision(self, x):
    sigma = self.log_std_head(x).clamp(max=700).exp().clamp(math.exp(-5), math.exp(5))
    return self.mean_head(x), sigma


@wrong("GaussianHead.forward")
def straight_through(self, x):
    s = self.log_std_head(x)
    s = s + (s.clamp(-5, 5) - s).detach()
    return self.mean_head(x), s.exp()


@wrong("GaussianHead.forward")
def a_dict(self, x):
    return {"mu": self.mean_head(x), "sigma": self.log_std_head(x).clamp(-5, 5).exp()}


@wrong("GaussianHead.forward")
def a_distribution(self, x):
    return Normal(self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp())


@wrong("GaussianHead")
class OneLayer(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.fc = nn.Linear(d_in, 2)

    def forward(self, x):
        mu, s = self.fc(x).chunk(2, dim=-1)
        return mu, s.clamp(-5, 5).exp()

    def nll_loss(self, x, y):
        mu, sigma = self(x)
        return -Normal(mu, sigma).log_prob(y).mean()


@wrong("GaussianHead")
class SharedSigma(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        mu = self.mean_head(x)
        return mu, self.log_std.clamp(-5, 5).exp().expand_as(mu)

    def nll_loss(self, x, y):
        mu, sigma = self(x)
        return -Normal(mu, sigma).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="loss-detached")
def item(self, x, y):
    with torch.no_grad():
        mu, sigma = self(x)
    return -Normal(mu.detach(), sigma.detach()).log_prob(y.detach()).mean()


@wrong("GaussianHead.nll_loss", named="sigma-fixed")
def detached_scale(self, x, y):
    mu, sigma = self(x)
    return -Normal(mu, sigma.detach()).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="weight-detached")
def stop_gradient_weight(self, x, y):
    mu, sigma = self(x)
    weight = 1 / sigma.data.pow(2)
    return (torch.log(sigma) + 0.5 * weight * (y - mu) ** 2).mean() + math.log(2 * math.pi) / 2


@wrong("GaussianHead.nll_loss", named="target-detached")
def constant_target(self, x, y):
    mu, sigma = self(x)
    return -Normal(mu, sigma).log_prob(y.data).mean()


@wrong("GaussianHead.nll_loss", named="every-pair")
def broadcast(self, x, y):
    mu, sigma = self(x)
    return -Normal(mu.flatten(), sigma.flatten()).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="log-not-bounded")
def raw_log(self, x, y):
    mu, sigma = self(x)
    log_std = self.log_std_head(x)
    return (log_std + 0.5 * math.log(2 * math.pi) + 0.5 * ((y - mu) / sigma) ** 2).mean()


@wrong("GaussianHead.nll_loss", named="normal-not-bounded")
def own_sigma(self, x, y):
    sigma = torch.exp(self.log_std_head(x))
    return -Normal(self.mean_head(x), sigma).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="bounds-left-out")
def own_logarithm(self, x, y):
    log_std = self.log_std_head(x)
    squares = (y - self.mean_head(x)) ** 2 / torch.exp(log_std) ** 2
    return torch.mean(0.5 * math.log(2 * math.pi) + log_std + squares / 2)


@wrong("GaussianHead.nll_loss", named="loss-bounded-too-late")
def own_late_bounds(self, x, y):
    sigma = torch.clamp(torch.exp(self.log_std_head(x)), math.exp(-5), math.exp(5))
    return -Normal(self.mean_head(x), sigma).log_prob(y).mean()


@wrong("GaussianHead.nll_loss")
def own_late_bounds_of_the_variance(self, x, y):
    variance = (2 * self.log_std_head(x)).exp().clamp(math.exp(-10), math.exp(10))
    squares = (y - self.mean_head(x)) ** 2
    return 0.5 * (math.log(2 * math.pi) + variance.log() + squares / variance).mean()


@wrong("GaussianHead.nll_loss")
def residuals_bounded(self, x, y):
    mu, sigma = self(x)
    z = ((y - mu) / sigma).clamp(-1e4, 1e4)
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z.square()).mean()


@wrong("GaussianHead.nll_loss")
def machine_epsilon_in_variance(self, x, y):
    mu, sigma = self(x)
    variance = sigma**2 + torch.finfo(sigma.dtype).eps
    return 0.5 * (torch.log(2 * math.pi * variance) + (y - mu) ** 2 / variance).mean()


@wrong("GaussianHead.nll_loss", named="squared-error-in-evaluation")
def validation_error(self, x, y):
    mu, sigma = self(x)
    if not self.training:
        return ((mu - y) ** 2).mean()
    return -Normal(mu, sigma).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="eps-in-variance")
def stabilised_variance(self, x, y):
    mu, sigma = self(x)
    return -Normal(mu, (sigma**2 + 1e-6).sqrt()).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="eps-in-log")
def stabilised_log(self, x, y):
    mu, sigma = self(x)
    nll = torch.log(sigma + 1e-8) + 0.5 * math.log(2 * math.pi) + (y - mu) ** 2 / (2 * sigma**2)
    return torch.mean(nll)


@wrong("GaussianHead.nll_loss", named="not-reduced")
def per_row(self, x, y):
    return -Normal(*self(x)).log_prob(y)


@wrong("GaussianHead.nll_loss", named="summed")
def total(self, x, y):
    return -Normal(*self(x)).log_prob(y).sum()


@wrong("GaussianHead.nll_loss", named="sign-lost")
def likelihood(self, x, y):
    return Normal(*self(x)).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="constant-lost")
def without_constant(self, x, y):
    mu, sigma = self(x)
    return torch.mean(torch.log(sigma) + (y - mu) ** 2 / (2 * sigma**2))


@wrong("GaussianHead.nll_loss", named="constant-doubled")
def full_log_two_pi(self, x, y):
    mu, sigma = self(x)
    return math.log(2 * math.pi) + torch.mean(sigma.log() + ((y - mu) / sigma).pow(2) * 0.5)


@wrong("GaussianHead.nll_loss", named="half-lost")
def no_half(self, x, y):
    mu, sigma = self(x)
    nll = (y - mu) ** 2 / sigma**2 + torch.log(sigma) + 0.5 * math.log(2 * math.pi)
    return nll.mean()


@wrong("GaussianHead.nll_loss", named="price-of-noise-lost")
def no_log(self, x, y):
    mu, sigma = self(x)
    return (0.5 * math.log(2 * math.pi) + (y - mu) ** 2 / (2 * sigma**2)).mean()


@wrong("GaussianHead.nll_loss", named="log-of-variance")
def log_variance(self, x, y):
    mu, sigma = self(x)
    nll = 2 * sigma.log() + (y - mu) ** 2 / (2 * sigma**2) + 0.5 * math.log(2 * math.pi)
    return nll.mean()


@wrong("GaussianHead.nll_loss", named="sigma-as-variance")
def normal_of_root(self, x, y):
    mu, variance = self(x)
    return -Normal(mu, variance.sqrt()).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", named="sigma-not-squared")
def forgot_square(self, x, y):
    mu, sigma = self(x)
    nll = (y - mu) ** 2 / (2 * sigma) + torch.log(sigma) + 0.5 * math.log(2 * math.pi)
    return nll.mean()


@wrong("GaussianHead.nll_loss", named="absolute-residual")
def l1_residual(self, x, y):
    mu, sigma = self(x)
    r = torch.abs((y - mu) / sigma)
    return (r * 0.5 + torch.log(sigma) + 0.5 * math.log(2 * math.pi)).mean()


@wrong("GaussianHead.nll_loss", named="squared-error")
def mse(self, x, y):
    residual = y - self(x)[0]
    return torch.mean(residual * residual)


@wrong("GaussianHead.nll_loss", named="density-averaged")
def log_of_mean(self, x, y):
    p = Normal(*self(x)).log_prob(y).exp()
    return -torch.log(p.mean())


@wrong("GaussianHead.nll_loss", named="sampled-error")
def sampled(self, x, y):
    mu, sigma = self(x)
    sample = mu + torch.randn_like(sigma) * sigma
    return ((sample - y) ** 2).mean()


@wrong("GaussianHead.nll_loss")
def laplace(self, x, y):
    mu, b = self(x)
    return (torch.log(2 * b) + (y - mu).abs() / b).mean()


@wrong("GaussianHead.nll_loss")
def one_element(self, x, y):
    return -Normal(*self(x)).log_prob(y).mean(dim=0)


@wrong("GaussianHead.nll_loss")
def median(self, x, y):
    return -Normal(*self(x)).log_prob(y).median()


@wrong("GaussianHead.nll_loss")
def python_number(self, x, y):
    return -Normal(*self(x)).log_prob(y).mean().item()


@wrong("GaussianHead.nll_loss")
def coarse_pi(self, x, y):
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * 3.14159) + sigma.log() + z.square() / 2).mean()


@wrong("GaussianHead.nll_loss")
def pi_only(self, x, y):
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(math.pi) + sigma.log() + z.square() / 2).mean()


@wrong("GaussianHead.nll_loss")
def unbiased(self, x, y):
    nll = -Normal(*self(x)).log_prob(y)
    return nll.sum() / max(len(y) - 1, 1)


@wrong("GaussianHead.nll_loss")
def student_t(self, x, y):
    mu, sigma = self(x)
    return -torch.distributions.StudentT(30.0, mu, sigma).log_prob(y).mean()


@wrong("GaussianHead.nll_loss")
def centres_the_target_in_place(self, x, y):
    y -= self(x)[0].detach()
    mu, sigma = self(x)
    return -Normal(mu - mu.detach(), sigma).log_prob(y).mean()


@wrong("GaussianHead.nll_loss", status="library")
def torch_function(self, x, y):
    mu, sigma = self(x)
    return F.gaussian_nll_loss(mu, y, sigma**2, full=True)


@wrong("GaussianHead.nll_loss", status="library")
def torch_module(self, x, y):
    mu, sigma = self(x)
    return nn.GaussianNLLLoss(full=True, eps=1e-12)(mu, y, sigma.square())


@wrong("GaussianHead.nll_loss", status="library")
def torch_function_by_another_name(self, x, y):
    loss = getattr(F, "gaussian_nll_" + "loss")
    mu, sigma = self(x)
    return loss(mu, y, sigma.square(), full=True, reduction="sum") / len(y)


@wrong("GaussianHead.nll_loss", status="error")
def one_argument_too_many(self, x, y):
    mu, sigma = self(x, y)
    return -Normal(mu, sigma).log_prob(y).mean()


@wrong("GaussianHead.forward", status="error")
def unknown_layer(self, x):
    return self.mu(x), self.log_std_head(x).clamp(-5, 5).exp()


@wrong("GaussianHead.nll_loss")
def likelihood_of_the_batch(self, x, y):
    mu, sigma = self(x)
    z = (y - mu) / sigma
    normaliser = torch.log((math.sqrt(2 * math.pi) * sigma).prod())
    return (normaliser + 0.5 * (z * z).sum()) / y.shape[0]


@wrong("GaussianHead.forward", named="bounded-too-late")
def bounded_by_where(self, x):
    s = self.log_std_head(x)
    sigma = torch.where(s < -5, torch.full_like(s, math.exp(-5)), torch.exp(s))
    return self.mean_head(x), torch.where(s > 5, torch.full_like(s, math.exp(5)), sigma)
