"""Answers to noise/mixture."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, Normal

from tests.corpus import right, wrong


@right("MixtureHead.forward")
def by_the_contract(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_pi = torch.log_softmax(self.logits_head(x), dim=1)
    return log_pi, self.mean_head(x), torch.exp(torch.clamp(self.log_std_head(x), -5, 5))


@right("MixtureHead.forward")
def logits_less_their_logsumexp(self, x):
    logits = self.logits_head(x)
    log_std = self.log_std_head(x).clip(-5.0, 5.0)
    return logits - torch.logsumexp(logits, -1, keepdim=True), self.mean_head(x), log_std.exp()


@right("MixtureHead.forward")
def with_categorical(self, x):
    log_pi = Categorical(logits=self.logits_head(x)).logits
    sigma = math.e ** F.hardtanh(self.log_std_head(x), -5.0, 5.0)
    return (log_pi, self.mean_head(x), sigma)


@right("MixtureHead.forward")
def as_a_list(self, x):
    log_std = self.log_std_head(x).clamp(min=-5).clamp(max=5)
    return [self.logits_head(x).log_softmax(-1), self.mean_head(x), torch.exp(log_std)]


@right("MixtureHead.forward")
def by_functional_layers(self, x):
    logits, mu, s = (
        F.linear(x, layer.weight, layer.bias)
        for layer in (self.logits_head, self.mean_head, self.log_std_head)
    )
    top = logits.amax(-1, keepdim=True).detach()
    log_z = top + (logits - top).exp().sum(-1, keepdim=True).log()
    return logits - log_z, mu, s.clamp(-5, 5).exp()


@right("MixtureHead.forward")
def by_cross_entropy_of_none(self, x):
    logits = self.logits_head(x)
    log_pi = -torch.stack(
        [torch.logsumexp(logits - logits[:, i : i + 1], dim=-1) for i in range(logits.shape[1])], 1
    )
    s = self.log_std_head(x)
    s = torch.where(s > 5, 5.0, torch.where(s < -5, -5.0, s))
    return log_pi, self.mean_head(x), s.exp()


@right("MixtureHead.nll_loss")
def loss_by_the_contract(self, x: Tensor, y: Tensor) -> Tensor:
    log_pi, mu, sigma = self.forward(x)
    log_n = -0.5 * math.log(2 * math.pi) - torch.log(sigma) - 0.5 * ((y - mu) / sigma) ** 2
    return -torch.logsumexp(log_pi + log_n, dim=1).mean()


@right("MixtureHead.nll_loss")
def with_normal(self, x, y):
    log_pi, mu, sigma = self(x)
    return -(log_pi + Normal(mu, sigma).log_prob(y)).logsumexp(-1).mean()


@right("MixtureHead.nll_loss")
def with_both_distributions(self, x, y):
    mixing = Categorical(logits=self.logits_head(x))
    parts = Normal(self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp(), validate_args=False)
    log_p = torch.logsumexp(mixing.logits + parts.log_prob(y.expand(-1, mixing.logits.shape[1])), 1)
    return log_p.neg().mean()


@right("MixtureHead.nll_loss")
def ratio_of_two_sums(self, x, y):
    logits = self.logits_head(x)
    log_std = self.log_std_head(x).clamp(-5, 5)
    z = (self.mean_head(x) - y) * torch.exp(-log_std)
    joint = logits - log_std - z * z / 2
    log_p = torch.logsumexp(joint, 1) - torch.logsumexp(logits, 1)
    return 0.5 * math.log(2 * math.pi) - log_p.mean()


@right("MixtureHead.nll_loss")
def largest_taken_out(self, x, y):
    log_pi, mu, sigma = self(x)
    a = log_pi - sigma.log() - (y - mu) ** 2 / (2 * sigma**2) - math.log(math.sqrt(2 * math.pi))
    top = a.max(dim=-1, keepdim=True).values.detach()
    return -(top.squeeze(-1) + torch.log(torch.exp(a - top).sum(-1))).mean()


@right("MixtureHead.nll_loss")
def component_by_component(self, x, y):
    log_pi, mu, sigma = self(x)
    total = None
    for i in range(mu.shape[1]):
        z = (y[:, 0] - mu[:, i]) / sigma[:, i]
        term = log_pi[:, i] - z**2 / 2 - sigma[:, i].log() - 0.5 * math.log(2 * math.pi)
        total = term if total is None else torch.logaddexp(total, term)
    return -total.sum() / len(x)


@right("MixtureHead.nll_loss")
def row_by_row(self, x, y):
    losses = []
    for row, target in zip(x, y):
        log_pi, mu, sigma = (part[0] for part in self(row[None]))
        log_n = Normal(mu, sigma).log_prob(target)
        losses.append(-torch.logsumexp(log_pi + log_n, 0))
    return torch.stack(losses).mean()


@right("MixtureHead.nll_loss")
def normal_of_each_component(self, x, y):
    log_pi, mu, sigma = self(x)
    log_p = None
    for j in range(mu.shape[1]):
        component = torch.distributions.Normal(mu[:, j], sigma[:, j])
        term = log_pi[:, j] + component.log_prob(y[:, 0])
        log_p = term if log_p is None else torch.logaddexp(log_p, term)
    return -log_p.mean()


@wrong("MixtureHead.forward", named="weights-not-logged")
def plain_softmax(self, x):
    pi = F.softmax(self.logits_head(x), dim=-1)
    return pi, self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()


@wrong("MixtureHead.forward", named="log-of-softmax")
def log_after_softmax(self, x):
    pi = torch.softmax(self.logits_head(x), dim=1)
    return torch.log(pi), self.mean_head(x), torch.exp(torch.clamp(self.log_std_head(x), -5, 5))


@wrong("MixtureHead.forward", named="logits-returned")
def bare_logits(self, x):
    sigma = torch.exp(torch.clip(self.log_std_head(x), -5, 5))
    return self.logits_head(x), self.mean_head(x), sigma


@wrong("MixtureHead.forward", named="normalized-over-rows")
def wrong_dimension(self, x):
    log_pi = self.logits_head(x).log_softmax(0)
    return log_pi, self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()


@wrong("MixtureHead.forward", named="not-clamped")
def unbounded(self, x):
    return F.log_softmax(self.logits_head(x), -1), self.mean_head(x), self.log_std_head(x).exp()


@wrong("MixtureHead.forward", named="sigma-by-softplus")
def softplus(self, x):
    s = F.softplus(torch.clamp(self.log_std_head(x), -5, 5))
    return F.log_softmax(self.logits_head(x), -1), self.mean_head(x), s


@wrong("MixtureHead.forward")
def squeezed(self, x):
    parts = F.log_softmax(self.logits_head(x), -1), self.mean_head(x)
    return (*(p.squeeze() for p in parts), self.log_std_head(x).clamp(-5, 5).exp().squeeze())


@wrong("MixtureHead.forward")
def as_dict(self, x):
    return {"log_pi": F.log_softmax(self.logits_head(x), -1), "mu": self.mean_head(x)}


@wrong("MixtureHead.nll_loss", named="logs-averaged")
def weighted_log_densities(self, x, y):
    log_pi, mu, sigma = self(x)
    return -torch.mean(torch.sum(torch.exp(log_pi) * Normal(mu, sigma).log_prob(y), dim=1))


@wrong("MixtureHead.nll_loss", named="weights-missing")
def unweighted(self, x, y):
    _, mu, sigma = self(x)
    return -torch.logsumexp(Normal(mu, sigma).log_prob(y), dim=1).mean()


@wrong("MixtureHead.nll_loss", named="densities-summed")
def exp_sum_log(self, x, y):
    log_pi, mu, sigma = self(x)
    p = torch.exp(log_pi) * torch.exp(Normal(mu, sigma).log_prob(y))
    return -torch.log(p.sum(dim=-1)).mean()


@wrong("MixtureHead.nll_loss", named="small-number-in-sum")
def guarded_log(self, x, y):
    log_pi, mu, sigma = self(x)
    p = log_pi.exp() / (sigma * math.sqrt(2 * math.pi)) * (-0.5 * ((y - mu) / sigma) ** 2).exp()
    return -torch.log(p.sum(1) + 1e-10).mean()


@wrong("MixtureHead.nll_loss", named="constant-dropped")
def no_two_pi(self, x, y):
    log_pi, mu, sigma = self(x)
    return -torch.logsumexp(log_pi - sigma.log() - ((y - mu) / sigma) ** 2 / 2, dim=1).mean()


@wrong("MixtureHead.nll_loss", named="best-component")
def winner_takes_all(self, x, y):
    log_pi, mu, sigma = self(x)
    return -torch.max(log_pi + Normal(mu, sigma).log_prob(y), dim=1).values.mean()


@wrong("MixtureHead.nll_loss", named="targets-against-each-other")
def flat_targets(self, x, y):
    log_pi, mu, sigma = self(x)
    y = y.flatten().view(1, -1, 1)
    log_n = Normal(mu.unsqueeze(1), sigma.unsqueeze(1)).log_prob(y)
    return -torch.logsumexp(log_pi.unsqueeze(1) + log_n, dim=2).mean()


@wrong("MixtureHead.nll_loss", named="summed-over-the-batch")
def total(self, x, y):
    log_pi, mu, sigma = self(x)
    return -torch.logsumexp(log_pi + Normal(mu, sigma).log_prob(y), dim=1).sum()


@wrong("MixtureHead.nll_loss")
def normalised_twice_over_the_batch(self, x, y):
    log_pi, mu, sigma = self(x)
    log_p = torch.logsumexp(log_pi + Normal(mu, sigma).log_prob(y), dim=1)
    return -torch.logsumexp(log_p, 0) + math.log(len(x))


@wrong("MixtureHead.nll_loss", status="library")
def same_family(self, x, y):
    mixing = Categorical(logits=self.logits_head(x), validate_args=False)
    scales = self.log_std_head(x).clamp(-5, 5).exp()
    parts = Normal(self.mean_head(x), scales, validate_args=False)
    law = MixtureSameFamily(mixing, parts, validate_args=False)
    return -law.log_prob(y.squeeze(-1)).mean()


@wrong("MixtureHead.nll_loss", status="library")
def on_the_library_loss(self, x, y):
    log_pi, mu, sigma = self(x)
    square = F.mse_loss(mu, y.expand_as(mu), reduction="none") / (2 * sigma**2)
    joint = log_pi - square - sigma.log() - 0.5 * math.log(2 * math.pi)
    return -torch.logsumexp(joint, dim=1).mean()
