"""Wrong answers to noise/mixture that only measure what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Normal

from tests.unseen import unseen


@unseen("MixtureHead.forward", "the weights are returned, not their logarithms")
def plain_pi(self, x):
    pi = torch.softmax(self.logits_head(x), dim=-1)
    sigma = torch.exp(torch.clamp(self.log_std_head(x), -5, 5))
    return pi, self.mean_head(x), sigma


@unseen("MixtureHead.forward", "log of a softmax that underflows")
def log_of_softmax(self, x):
    log_pi = torch.softmax(self.logits_head(x), dim=1).log()
    mu = self.mean_head(x)
    log_std = self.log_std_head(x).clamp(-5, 5)
    return log_pi, mu, log_std.exp()


@unseen("MixtureHead.forward", "normalised over the batch instead of the components")
def over_batch(self, x):
    log_pi = F.log_softmax(self.logits_head(x), dim=0)
    return log_pi, self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()


@unseen("MixtureHead.forward", "the log_std is clamped from above only")
def upper_clamp(self, x):
    logits = self.logits_head(x)
    log_pi = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
    log_std = torch.clamp(self.log_std_head(x), max=5)
    return log_pi, self.mean_head(x), torch.exp(log_std)


@unseen("MixtureHead.nll_loss", "the densities are summed outside the log domain and underflow")
def dens_sum(self, x, y):
    log_pi = F.log_softmax(self.logits_head(x), dim=1)
    mu = self.mean_head(x)
    sigma = self.log_std_head(x).clamp(-5, 5).exp()
    z = (y - mu) / sigma
    pdf = torch.exp(-0.5 * z**2) / (sigma * math.sqrt(2 * math.pi))
    return -torch.log((log_pi.exp() * pdf).sum(dim=1)).mean()


@unseen(
    "MixtureHead.nll_loss",
    "the expected log-density of the components instead of the log of the mixture",
)
def expected_log(self, x, y):
    log_pi, mu, sigma = self(x)
    log_n = Normal(mu, sigma).log_prob(y)
    return -(log_pi.exp() * log_n).sum(dim=-1).mean()


@unseen("MixtureHead.nll_loss", "the logits are used as log-weights without normalising them")
def unnormalised(self, x, y):
    logits = self.logits_head(x)
    mu = self.mean_head(x)
    log_sigma = torch.clamp(self.log_std_head(x), -5, 5)
    log_n = -0.5 * math.log(2 * math.pi) - log_sigma - 0.5 * ((y - mu) * torch.exp(-log_sigma)) ** 2
    joint = logits + log_n
    return -torch.logsumexp(joint, dim=1).mean()


@unseen("MixtureHead.nll_loss", "only the most likely component counts")
def best_component(self, x, y):
    log_pi, mu, sigma = self.forward(x)
    comp = Normal(mu, sigma).log_prob(y.expand_as(mu))
    best = (log_pi + comp).max(dim=1).values
    return -best.mean()


@unseen("MixtureHead.forward", "takes log(softmax + 1e-8), so log-weights bottom out at -18.4")
def second_1(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    pi = F.softmax(self.logits_head(x), dim=-1)
    log_pi = torch.log(pi + 1e-8)
    mu = self.mean_head(x)
    sigma = torch.exp(self.log_std_head(x).clamp(-5, 5))
    return log_pi, mu, sigma


@unseen(
    "MixtureHead.nll_loss",
    "averages the component log-densities with the weights (sum pi*log N) instead of the log of the weighted sum",
)
def second_2(self, x: Tensor, y: Tensor) -> Tensor:
    log_pi, mu, sigma = self(x)
    log_density = torch.distributions.Normal(mu, sigma).log_prob(y)
    log_p = (log_pi.exp() * log_density).sum(dim=-1)
    return -log_p.mean()


@unseen(
    "MixtureHead.forward",
    "exponentiates first and clamps sigma afterwards, so exp(1e4) is inf and its gradient nan",
)
def second_3(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_pi = F.log_softmax(self.logits_head(x), dim=-1)
    mu = self.mean_head(x)
    sigma = torch.exp(self.log_std_head(x)).clamp(math.exp(-5), math.exp(5))
    return log_pi, mu, sigma


@unseen(
    "MixtureHead.nll_loss",
    "takes the log-sum-exp over the batch (dim 0) instead of over the components",
)
def second_4(self, x: Tensor, y: Tensor) -> Tensor:
    log_pi, mu, sigma = self(x)
    z = (y - mu) / sigma
    log_density = -0.5 * z**2 - torch.log(sigma) - 0.5 * math.log(2 * math.pi)
    log_p = torch.logsumexp(log_pi + log_density, dim=0)
    return -log_p.mean()
