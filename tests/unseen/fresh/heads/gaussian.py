"""Wrong answers to heads/gaussian that only measure what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Normal

from tests.unseen import unseen


@unseen("GaussianHead.forward", "log_std is taken for a log-variance")
def half_exp(self, x):
    mu = self.mean_head(x)
    log_var = torch.clamp(self.log_std_head(x), -5, 5)
    return mu, torch.exp(0.5 * log_var)


@unseen("GaussianHead.forward", "no clamp, exp overflows")
def unclamped(self, x):
    return self.mean_head(x), self.log_std_head(x).exp()


@unseen("GaussianHead.forward", "the clamp is applied to sigma after exp")
def clamp_after(self, x):
    mu = self.mean_head(x)
    sigma = torch.clamp(torch.exp(self.log_std_head(x)), -5, 5)
    return mu, sigma


@unseen("GaussianHead.forward", "softplus instead of exp")
def softplus(self, x):
    mean = self.mean_head(x)
    raw = self.log_std_head(x).clamp(min=-5, max=5)
    sigma = F.softplus(raw)
    return mean, sigma


@unseen("GaussianHead.nll_loss", "the constant 0.5*log(2*pi) is dropped")
def no_constant(self, x, y):
    mu, sigma = self.forward(x)
    loss = torch.log(sigma) + (y - mu) ** 2 / (2 * sigma**2)
    return loss.mean()


@unseen("GaussianHead.nll_loss", "mu and sigma are squeezed to (n,) and broadcast against (n, 1)")
def outer_broadcast(self, x, y):
    mu, sigma = self(x)
    mu = mu.squeeze(-1)
    sigma = sigma.squeeze(-1)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z**2).mean()


@unseen("GaussianHead.nll_loss", "Normal is given the variance as its scale")
def normal_variance(self, x, y):
    mu, sigma = self(x)
    dist = Normal(mu, sigma**2)
    return -dist.log_prob(y).mean()


@unseen("GaussianHead.nll_loss", "log_std is used without the clamp")
def raw_log_std(self, x, y):
    mu = self.mean_head(x)
    log_std = self.log_std_head(x)
    sq = (y - mu) ** 2 * torch.exp(-2 * log_std)
    return torch.mean(0.5 * math.log(2 * math.pi) + log_std + 0.5 * sq)


@unseen("GaussianHead.forward", "squashes the log-std with 5*tanh(s/5) instead of clamping it")
def second_1(self, x: Tensor) -> tuple[Tensor, Tensor]:
    mu = self.mean_head(x)
    log_std = 5 * torch.tanh(self.log_std_head(x) / 5)
    return mu, torch.exp(log_std)


@unseen(
    "GaussianHead.nll_loss", "uses the unclamped log-std in the log term while sigma is clamped"
)
def second_2(self, x: Tensor, y: Tensor) -> Tensor:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + self.log_std_head(x) + 0.5 * z**2).mean()


@unseen(
    "GaussianHead.nll_loss", "detaches the targets, although gradients are to flow to y as well"
)
def second_3(self, x: Tensor, y: Tensor) -> Tensor:
    mu, sigma = self(x)
    z = (y.detach() - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2).mean()


@unseen(
    "GaussianHead.forward", "halves the clamped output before exp, as if it were a log-variance"
)
def second_4(self, x: Tensor) -> tuple[Tensor, Tensor]:
    mu = self.mean_head(x)
    sigma = torch.exp(0.5 * torch.clamp(self.log_std_head(x), -5.0, 5.0))
    return mu, sigma
