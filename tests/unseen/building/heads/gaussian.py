"""Wrong answers to heads/gaussian that may guide what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Normal

from tests.unseen import unseen


@unseen("GaussianHead.forward", "log_std is not clamped")
def unclamped(self, x):
    mu = self.mean_head(x)
    sigma = torch.exp(self.log_std_head(x))
    return mu, sigma


@unseen("GaussianHead.forward", "softplus in place of exp")
def softplus(self, x):
    log_std = torch.clamp(self.log_std_head(x), -5, 5)
    return self.mean_head(x), F.softplus(log_std)


@unseen("GaussianHead.forward", "taken for a log variance: exp(0.5*clamp)")
def as_log_var(self, x):
    log_var = self.log_std_head(x).clamp(-5, 5)
    return self.mean_head(x), torch.exp(0.5 * log_var)


@unseen("GaussianHead.forward", "returns log_std, not sigma")
def without_exp(self, x):
    return self.mean_head(x), torch.clamp(self.log_std_head(x), min=-5, max=5)


@unseen("GaussianHead.forward", "in the order (sigma, mu)")
def swapped(self, x: Tensor) -> tuple[Tensor, Tensor]:
    sigma = self.log_std_head(x).clamp(-5, 5).exp()
    mu = self.mean_head(x)
    return sigma, mu


@unseen("GaussianHead.forward", "clamped below only")
def lower_bound_only(self, x):
    log_std = self.log_std_head(x).clamp(min=-5)
    return self.mean_head(x), log_std.exp()


@unseen("GaussianHead.forward", "squeezed to shape (n,)")
def flat(self, x):
    mu = self.mean_head(x).squeeze(-1)
    log_std = self.log_std_head(x).squeeze(-1)
    return mu, torch.exp(log_std.clamp(-5, 5))


@unseen("GaussianHead.forward", "sigma is detached: log_std_head gets no gradient")
def detached_sigma(self, x):
    mu = self.mean_head(x)
    with torch.no_grad():
        sigma = self.log_std_head(x).clamp(-5, 5).exp()
    return mu, sigma


@unseen("GaussianHead.forward", "the absolute value in place of exp")
def absolute(self, x):
    return self.mean_head(x), self.log_std_head(x).abs().clamp(math.exp(-5), math.exp(5))


@unseen("GaussianHead.forward", "a straight-through clamp: gradient where the clamp has none")
def straight_through(self, x):
    raw = self.log_std_head(x)
    log_std = raw + (raw.clamp(-5, 5) - raw).detach()
    return self.mean_head(x), log_std.exp()


@unseen("GaussianHead.forward", "a floor of 0.1 is added to sigma")
def sigma_floor(self, x):
    sigma = 0.1 + self.log_std_head(x).clamp(-5, 5).exp()
    return self.mean_head(x), sigma


@unseen("GaussianHead.nll_loss", "the constant 0.5*log(2*pi) is left out")
def no_constant(self, x, y):
    mu, sigma = self(x)
    return (torch.log(sigma) + 0.5 * ((y - mu) / sigma) ** 2).mean()


@unseen("GaussianHead.nll_loss", "the sum over the batch")
def summed(self, x, y):
    mu, sigma = self.forward(x)
    return -Normal(mu, sigma).log_prob(y).sum()


@unseen("GaussianHead.nll_loss", "y is squeezed to (n,): broadcasts to (n, n)")
def squeezed_target(self, x, y):
    mu, sigma = self(x)
    y = y.squeeze(-1)
    nll = 0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)
    return nll.mean()


@unseen("GaussianHead.nll_loss", "a library call: F.gaussian_nll_loss")
def library(self, x, y):
    mu, sigma = self(x)
    return F.gaussian_nll_loss(mu, y, sigma.pow(2), full=True)


@unseen("GaussianHead.nll_loss", "the log-likelihood: the minus is missing")
def no_minus(self, x, y):
    mu, sigma = self(x)
    dist = Normal(mu, sigma)
    return dist.log_prob(y).mean()


@unseen("GaussianHead.nll_loss", "log(sigma) from the layer, before the clamp")
def raw_log_std(self, x, y):
    mu, sigma = self(x)
    log_sigma = self.log_std_head(x)
    z = (y - mu) / sigma
    return torch.mean(0.5 * math.log(2 * math.pi) + log_sigma + z**2 / 2)


@unseen("GaussianHead.nll_loss", "log_std taken for log variance in one place: its half is added")
def mixed_up_log_var(self, x, y):
    mu = self.mean_head(x)
    s = self.log_std_head(x).clamp(-5, 5)
    nll = 0.5 * s + 0.5 * (y - mu) ** 2 * torch.exp(-2 * s) + 0.5 * math.log(2 * math.pi)
    return nll.mean()


@unseen("GaussianHead.nll_loss", "mu and sigma are unpacked in the wrong order")
def unpacked_wrongly(self, x, y):
    sigma, mu = self(x)
    var = sigma**2
    return (0.5 * torch.log(2 * math.pi * var) + (y - mu) ** 2 / (2 * var)).mean()


@unseen("GaussianHead.nll_loss", "the normalizer is subtracted: log(sigma) has the wrong sign")
def log_sigma_subtracted(self, x, y):
    mu, sigma = self(x)
    const = 0.5 * math.log(2 * math.pi)
    return (const - torch.log(sigma) + (y - mu).square() / (2 * sigma.square())).mean()


@unseen("GaussianHead.nll_loss", "mu is detached: mean_head learns nothing")
def mu_detached(self, x, y):
    mu, sigma = self(x)
    z = (y - mu.detach()) / sigma
    return (0.5 * z**2 + torch.log(sigma)).mean() + 0.5 * math.log(2 * math.pi)
