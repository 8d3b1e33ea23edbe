"""Known mistakes in heads/gaussian."""

import math
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F

from grader.checks.heads.gaussian import FORWARD, LOSS
from grader.mistakes.constants import SMALL
from grader.probe.probe import misconception


@misconception(
    FORWARD,
    "The numbers are right, but you dropped the dimension of size 1 that they have.",
    hint=1,
)
def squeezed(self: Any, x: Tensor) -> Any:
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    return mu.squeeze(-1), log_std.clamp(-5, 5).exp().squeeze(-1)


@misconception(
    FORWARD,
    "You put mean and standard deviation into one tensor; a pair of two tensors is asked for.",
    hint=1,
)
def one_tensor(self: Any, x: Tensor) -> Any:
    return torch.cat([self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()], dim=-1)


@misconception(
    FORWARD, "The pair is the wrong way round: the mean comes first, then sigma.", hint=2
)
def pair_turned(self: Any, x: Tensor) -> Any:
    return self.log_std_head(x).clamp(-5, 5).exp(), self.mean_head(x)


@misconception(FORWARD, "You took each layer for the other: mean_head is for the mean.", hint=2)
def layers_exchanged(self: Any, x: Tensor) -> Any:
    return self.log_std_head(x), self.mean_head(x).clamp(-5, 5).exp()


@misconception(
    FORWARD,
    "The values are right, but no gradient flows: you computed them outside of autograd.",
)
def detached(self: Any, x: Tensor) -> Any:
    return self.mean_head(x).detach(), self.log_std_head(x).clamp(-5, 5).exp().detach()


@misconception(
    FORWARD,
    "The values are right, but no gradient comes through sigma: its layer never learns.",
)
def sigma_detached(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp().detach()


@misconception(
    FORWARD,
    "You bounded sigma, not log_std: for a large log_std it has overflowed to infinity before "
    "that, and the gradient is 0 times infinity, nan.",
    hint=2,
)
def bounded_too_late(self: Any, x: Tensor) -> Any:
    sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
    return self.mean_head(x), sigma


@misconception(
    FORWARD,
    "You applied the bounds -5 and 5 to sigma; they belong to its logarithm.",
    hint=2,
)
def bounds_on_sigma(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).exp().clamp(-5, 5)


@misconception(
    FORWARD,
    "Nothing bounds your sigma: one point fitted exactly sends it to 0 and the loss to minus "
    "infinity, and a large log_std overflows.",
    hint=2,
)
def not_bounded(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).exp()


@misconception(FORWARD, "You bounded log_std from above only: sigma still falls to 0.", hint=2)
def no_lower_bound(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(max=5).exp()


@misconception(FORWARD, "You bounded log_std from below only: sigma still overflows.", hint=2)
def no_upper_bound(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(min=-5).exp()


@misconception(
    FORWARD,
    "You bounded the variance's logarithm: sigma should stay between exp(-5) and exp(5), yours "
    "between the square roots of that.",
    hint=2,
)
def log_variance_read(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), (self.log_std_head(x).clamp(-5, 5) / 2).exp()


@misconception(
    FORWARD,
    "You returned a variance: the second layer gives the logarithm of a standard deviation.",
    hint=2,
)
def variance_returned(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp().square()


@misconception(
    FORWARD,
    "You returned the logarithm of sigma, which may be negative, in place of sigma.",
    hint=1,
)
def log_returned(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5)


@misconception(
    FORWARD, "Sigma is bounded, but softly: between the bounds log_std is bent too.", hint=2
)
def softly_bounded(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), (5 * torch.tanh(self.log_std_head(x) / 5)).exp()


@misconception(
    FORWARD,
    "You made the second layer's output positive by softplus; here it is a logarithm, and another "
    "function undoes that.",
    hint=2,
)
def softplus_used(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), F.softplus(self.log_std_head(x))


@misconception(
    FORWARD,
    "You made sigma positive by the absolute value: the layer's output is a logarithm.",
    hint=2,
)
def absolute_value(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).abs()


@misconception(FORWARD, "You bounded the mean as well; it may be any real number.", hint=1)
def mean_bounded(self: Any, x: Tensor) -> Any:
    return self.mean_head(x).clamp(-5, 5), self.log_std_head(x).clamp(-5, 5).exp()


@misconception(FORWARD, "You made the mean positive as well; it may be any real number.", hint=1)
def mean_positive(self: Any, x: Tensor) -> Any:
    return self.mean_head(x).exp(), self.log_std_head(x).clamp(-5, 5).exp()


@misconception(
    FORWARD,
    "You added a small number to sigma; with its lower bound it needs none, and is now off by it.",
    hint=2,
    eps=SMALL,
)
def eps_added(self: Any, x: Tensor, *, eps: float = 1e-6) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp() + eps


@misconception(
    FORWARD,
    "In evaluation mode you returned the mean alone. The pair is asked for in both modes: how sure "
    "the head is counts most in use.",
    hint=1,
)
def mean_in_evaluation(self: Any, x: Tensor) -> Any:
    mu, sigma = self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()
    return (mu, sigma) if self.training else mu


@misconception(
    FORWARD,
    "You gave the whole batch one sigma; how noisy a target is depends on its own x.",
    hint=1,
)
def one_sigma(self: Any, x: Tensor) -> Any:
    log_std = self.log_std_head(x).mean(dim=0, keepdim=True).expand(len(x), 1)
    return self.mean_head(x), log_std.clamp(-5, 5).exp()


@misconception(
    LOSS,
    "You multiply the scales before you take the logarithm: the product of many is 0 or infinite "
    "in floating point, where the sum of their logs is an ordinary number.",
    hint=3,
)
def scales_multiplied(self: Any, x: Tensor, y: Tensor) -> Tensor:
    mu, sigma = self(x)
    z: Tensor = (y - mu) / sigma
    width: Tensor = sigma.prod().log() / len(y)
    return 0.5 * math.log(2 * math.pi) + width + (z**2).mean() / 2


@misconception(
    LOSS, "The value is right, but no gradient flows: you computed it outside of autograd."
)
def loss_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean().detach()


@misconception(
    LOSS,
    "The value is right, but no gradient comes through sigma: the head never learns how noisy "
    "targets are.",
)
def sigma_fixed(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    sigma = sigma.detach()
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "The value is right, but sigma is a constant in the squared term: then every noise level "
    "looks too high to the gradient.",
)
def weight_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma.detach()
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(LOSS, "The value is right, but no gradient reaches y.")
def target_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y.detach() - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "The shapes (n,) and (n, 1) met: their difference is (n, n), every target against every "
    "prediction, and the mean hides it.",
    hint=2,
)
def every_pair(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu.squeeze(-1)) / sigma.squeeze(-1)
    return (0.5 * math.log(2 * math.pi) + sigma.squeeze(-1).log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "The logarithm in your loss is the layer's output before its bounds: beyond them it is not "
    "the logarithm of the sigma that you divide by.",
    hint=2,
)
def log_not_bounded(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + self.log_std_head(x) + z.square() / 2).mean()


@misconception(
    LOSS,
    "Your loss takes exp of the layer's output without the bounds that forward has.",
    hint=2,
)
def bounds_left_out(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    z = (y - mu) / log_std.exp()
    return (0.5 * math.log(2 * math.pi) + log_std + z.square() / 2).mean()


@misconception(
    LOSS,
    "Your loss takes exp of the layer's output without the bounds that forward has: far below them "
    "sigma is 0, which no Normal can have.",
    hint=2,
)
def normal_not_bounded(self: Any, x: Tensor, y: Tensor) -> Any:
    likely: Any = Normal(self.mean_head(x), self.log_std_head(x).exp())
    return -likely.log_prob(y).mean()


@misconception(
    LOSS,
    "Your loss bounds sigma, not log_std: for a large log_std it has overflowed to infinity before "
    "that, and the gradient is 0 times infinity, nan.",
    hint=2,
)
def loss_bounded_too_late(self: Any, x: Tensor, y: Tensor) -> Any:
    sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
    z = (y - self.mean_head(x)) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "A small number added to the variance makes narrow Gaussians wider than they are; sigma is "
    "bounded already.",
    hint=2,
    eps=SMALL,
)
def eps_in_variance(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-6) -> Any:
    mu, sigma = self(x)
    variance = sigma.square() + eps
    return (0.5 * (2 * math.pi * variance).log() + (y - mu).square() / (2 * variance)).mean()


@misconception(
    LOSS,
    "A small number added to sigma inside the logarithm shifts the loss; sigma is bounded already.",
    hint=2,
    eps=SMALL,
)
def eps_in_log(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-8) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + (sigma + eps).log() + z.square() / 2).mean()


@misconception(LOSS, "You returned one number for each row; a loss is a single number.", hint=2)
def not_reduced(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2


@misconception(LOSS, "You summed over the batch; the mean is asked for.", hint=2)
def summed(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).sum()


@misconception(
    LOSS,
    "You returned the log-likelihood: a loss is minimised, so the sign is the other one.",
    hint=2,
)
def sign_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return -(0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "You left out the normalising constant of the density: it moves no weight, but it is part of "
    "the NLL.",
    hint=2,
)
def constant_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "The normalising constant is twice what it should be: the density has a square root there.",
    hint=2,
)
def constant_doubled(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(LOSS, "The squared term of your loss is twice what it should be.", hint=2)
def half_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square()).mean()


@misconception(
    LOSS,
    "Your loss has no price for a large sigma: calling everything noisy would cost nothing.",
    hint=1,
)
def price_of_noise_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + z.square() / 2).mean()


@misconception(
    LOSS,
    "You counted the logarithm of the variance in full: the density has a square root there.",
    hint=2,
)
def log_of_variance(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.square().log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "You read sigma as a variance throughout; it is a standard deviation.",
    hint=2,
)
def sigma_as_variance(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    squares = (y - mu).square() / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() / 2 + squares / 2).mean()


@misconception(
    LOSS,
    "You divided the squared residual by sigma itself: sigma and the residual have one unit, so "
    "the quotient should have none.",
    hint=2,
)
def sigma_not_squared(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    squares = (y - mu).square() / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + squares / 2).mean()


@misconception(
    LOSS,
    "You took the absolute residual for the squared one: that is the loss of another distribution.",
    hint=2,
)
def absolute_residual(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.abs() / 2).mean()


@misconception(
    LOSS,
    "That is the squared error: it takes the noise for constant and leaves sigma out.",
    hint=1,
)
def squared_error(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, _ = self(x)
    return (y - mu).square().mean()


@misconception(
    LOSS,
    "In evaluation mode your loss is the squared error; the NLL is asked for in both modes.",
    hint=1,
)
def squared_error_in_evaluation(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    nll = 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2
    return nll.mean() if self.training else (y - mu).square().mean()


@misconception(
    LOSS,
    "You averaged the density of the rows; the logarithm belongs inside, to each row.",
    hint=1,
)
def density_averaged(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    density = torch.exp(-(((y - mu) / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))
    return -density.mean().log()


@misconception(
    LOSS,
    "You drew predictions and compared targets with them; the NLL needs no sample, only mu and "
    "sigma.",
    hint=1,
)
def sampled_error(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    return (y - (mu + sigma * torch.randn_like(mu))).square().mean()
