"""Wrong answers to heads/gaussian that only measure what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("GaussianHead.forward", "the clamp is after exp: sigma from 0 to 5")
def clamp_after_exp(self, x):
    mu = self.mean_head(x)
    sigma = torch.exp(self.log_std_head(x)).clamp(-5, 5)
    return mu, sigma


@unseen("GaussianHead.forward", "clamped to [-20, 2], as in soft actor-critic")
def sac_bounds(self, x):
    log_std = torch.clamp(self.log_std_head(x), -20, 2)
    return self.mean_head(x), log_std.exp()


@unseen("GaussianHead.forward", "returns the variance")
def returns_variance(self, x):
    log_std = self.log_std_head(x).clamp(-5, 5)
    return self.mean_head(x), torch.exp(2 * log_std)


@unseen("GaussianHead.forward", "mean_head is used for both")
def same_head(self, x: Tensor) -> tuple[Tensor, Tensor]:
    mu = self.mean_head(x)
    sigma = torch.exp(torch.clamp(mu, -5, 5))
    return mu, sigma


@unseen("GaussianHead.forward", "clamped above only: sigma may underflow to 0")
def upper_bound_only(self, x):
    log_std = torch.clamp(self.log_std_head(x), max=5.0)
    return self.mean_head(x), log_std.exp()


@unseen("GaussianHead.forward", "5*tanh(s/5) in place of the clamp")
def tanh_squash(self, x):
    log_std = 5 * torch.tanh(self.log_std_head(x) / 5)
    return self.mean_head(x), torch.exp(log_std)


@unseen("GaussianHead.forward", "mu goes through relu: never negative")
def relu_mean(self, x):
    mu = F.relu(self.mean_head(x))
    sigma = self.log_std_head(x).clamp(-5, 5).exp()
    return mu, sigma


@unseen("GaussianHead.forward", "mu is clamped too")
def clamped_mean(self, x):
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    mu, log_std = (torch.clamp(t, -5, 5) for t in (mu, log_std))
    return mu, log_std.exp()


@unseen("GaussianHead.forward", "returns a Normal, not a pair")
def normal_object(self, x):
    sigma = self.log_std_head(x).clamp(-5, 5).exp()
    return torch.distributions.Normal(self.mean_head(x), sigma)


@unseen("GaussianHead.forward", "one tensor (n, 2), not a pair")
def concatenated(self, x):
    mu = self.mean_head(x)
    sigma = self.log_std_head(x).clamp(-5, 5).exp()
    return torch.cat([mu, sigma], dim=-1)


@unseen("GaussianHead.forward", "10 to the power, not e")
def power_of_ten(self, x):
    sigma = 10 ** self.log_std_head(x).clamp(-5, 5)
    return self.mean_head(x), sigma


@unseen("GaussianHead.nll_loss", "log(sigma) is left out")
def no_log_sigma(self, x, y):
    mu, sigma = self(x)
    return (0.5 * ((y - mu) / sigma).pow(2) + 0.5 * math.log(2 * math.pi)).mean()


@unseen("GaussianHead.nll_loss", "Normal is given the variance, not the standard deviation")
def normal_of_variance(self, x, y):
    mu, sigma = self(x)
    return -torch.distributions.Normal(mu, sigma**2).log_prob(y).mean()


@unseen("GaussianHead.nll_loss", "the squared residual is not halved")
def not_halved(self, x, y):
    mu, sigma = self(x)
    var = sigma**2
    nll = 0.5 * math.log(2 * math.pi) + 0.5 * torch.log(var) + (y - mu) ** 2 / var
    return nll.mean()


@unseen("GaussianHead.nll_loss", "squared error only: sigma plays no part")
def squared_error(self, x, y):
    mu, _ = self(x)
    return ((y - mu) ** 2).mean()


@unseen("GaussianHead.nll_loss", "arguments in the order (y, x)")
def target_first(self, y, x):
    mu, sigma = self.forward(x)
    return -torch.distributions.Normal(mu, sigma).log_prob(y).mean()


@unseen("GaussianHead.nll_loss", "sigma is detached in the loss: log_std_head learns nothing")
def sigma_fixed(self, x, y):
    mu, sigma = self(x)
    sigma = sigma.detach()
    z = (y - mu) / sigma
    return torch.mean(0.5 * z**2 + sigma.log() + 0.5 * math.log(2 * math.pi))


@unseen("GaussianHead.nll_loss", "the log of the mean density, not the mean of the log")
def log_of_mean(self, x, y):
    mu, sigma = self(x)
    density = torch.exp(torch.distributions.Normal(mu, sigma).log_prob(y))
    return -torch.log(density.mean())


@unseen("GaussianHead.nll_loss", "the log of a density that underflows")
def log_of_density(self, x, y):
    mu, sigma = self(x)
    density = torch.exp(-0.5 * ((y - mu) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))
    return -density.log().mean()


@unseen("GaussianHead.nll_loss", "the prediction is made without gradient")
def predicts_without_gradient(self, x, y):
    with torch.no_grad():
        mu, sigma = self(x)
    return (sigma.log() + (y - mu) ** 2 / (2 * sigma**2) + 0.5 * math.log(2 * math.pi)).mean()


@unseen("GaussianHead.nll_loss", "returns a Python float")
def item(self, x, y):
    mu, sigma = self(x)
    return float(-torch.distributions.Normal(mu, sigma).log_prob(y).mean())
