"""Known mistakes in heads/gaussian."""

import math
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F

from grader.checks.heads.gaussian import FORWARD, LOSS
from grader.mistakes.constants import SMALL
from grader.probe.probe import known_mistake


@known_mistake(FORWARD, hint=1)
def squeezed(self: Any, x: Tensor) -> Any:
    """The numbers are right, but you dropped the dimension of size 1 that they have."""
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    return mu.squeeze(-1), log_std.clamp(-5, 5).exp().squeeze(-1)


@known_mistake(FORWARD, hint=1)
def one_tensor(self: Any, x: Tensor) -> Any:
    """You put mean and standard deviation into one tensor; a pair of two tensors is asked for."""
    return torch.cat([self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()], dim=-1)


@known_mistake(FORWARD, hint=2)
def pair_turned(self: Any, x: Tensor) -> Any:
    """The pair is the wrong way round: the mean comes first, then sigma."""
    return self.log_std_head(x).clamp(-5, 5).exp(), self.mean_head(x)


@known_mistake(FORWARD, hint=2)
def layers_exchanged(self: Any, x: Tensor) -> Any:
    """You took each layer for the other: mean_head is for the mean."""
    return self.log_std_head(x), self.mean_head(x).clamp(-5, 5).exp()


@known_mistake(FORWARD)
def detached(self: Any, x: Tensor) -> Any:
    """The values are right, but no gradient flows: you computed them outside of autograd."""
    return self.mean_head(x).detach(), self.log_std_head(x).clamp(-5, 5).exp().detach()


@known_mistake(FORWARD)
def sigma_detached(self: Any, x: Tensor) -> Any:
    """The values are right, but no gradient comes through sigma: its layer never learns."""
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp().detach()


@known_mistake(FORWARD, hint=2)
def bounded_too_late(self: Any, x: Tensor) -> Any:
    """You bounded sigma, not log_std: for a large log_std it has overflowed to infinity before
    that, and the gradient is 0 times infinity, nan.
    """
    sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
    return self.mean_head(x), sigma


@known_mistake(FORWARD, hint=2)
def bounds_on_sigma(self: Any, x: Tensor) -> Any:
    """You applied the bounds -5 and 5 to sigma; they belong to its logarithm."""
    return self.mean_head(x), self.log_std_head(x).exp().clamp(-5, 5)


@known_mistake(FORWARD, hint=2)
def not_bounded(self: Any, x: Tensor) -> Any:
    """Nothing bounds your sigma: one point fitted exactly sends it to 0 and the loss to minus
    infinity, and a large log_std overflows.
    """
    return self.mean_head(x), self.log_std_head(x).exp()


@known_mistake(FORWARD, hint=2)
def no_lower_bound(self: Any, x: Tensor) -> Any:
    """You bounded log_std from above only: sigma still falls to 0."""
    return self.mean_head(x), self.log_std_head(x).clamp(max=5).exp()


@known_mistake(FORWARD, hint=2)
def no_upper_bound(self: Any, x: Tensor) -> Any:
    """You bounded log_std from below only: sigma still overflows."""
    return self.mean_head(x), self.log_std_head(x).clamp(min=-5).exp()


@known_mistake(FORWARD, hint=2)
def log_variance_read(self: Any, x: Tensor) -> Any:
    """You bounded the variance's logarithm: sigma should stay between exp(-5) and exp(5), yours
    between the square roots of that.
    """
    return self.mean_head(x), (self.log_std_head(x).clamp(-5, 5) / 2).exp()


@known_mistake(FORWARD, hint=2)
def variance_returned(self: Any, x: Tensor) -> Any:
    """You returned a variance: the second layer gives the logarithm of a standard deviation."""
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp().square()


@known_mistake(FORWARD, hint=1)
def log_returned(self: Any, x: Tensor) -> Any:
    """You returned the logarithm of sigma, which may be negative, in place of sigma."""
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5)


@known_mistake(FORWARD, hint=2)
def softly_bounded(self: Any, x: Tensor) -> Any:
    """Sigma is bounded, but softly: between the bounds log_std is bent too."""
    return self.mean_head(x), (5 * torch.tanh(self.log_std_head(x) / 5)).exp()


@known_mistake(FORWARD, hint=2)
def softplus_used(self: Any, x: Tensor) -> Any:
    """You made the second layer's output positive by softplus; here it is a logarithm, and
    another function undoes that.
    """
    return self.mean_head(x), F.softplus(self.log_std_head(x))


@known_mistake(FORWARD, hint=2)
def absolute_value(self: Any, x: Tensor) -> Any:
    """You made sigma positive by the absolute value: the layer's output is a logarithm."""
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).abs()


@known_mistake(FORWARD, hint=1)
def mean_bounded(self: Any, x: Tensor) -> Any:
    """You bounded the mean as well; it may be any real number."""
    return self.mean_head(x).clamp(-5, 5), self.log_std_head(x).clamp(-5, 5).exp()


@known_mistake(FORWARD, hint=1)
def mean_positive(self: Any, x: Tensor) -> Any:
    """You made the mean positive as well; it may be any real number."""
    return self.mean_head(x).exp(), self.log_std_head(x).clamp(-5, 5).exp()


@known_mistake(FORWARD, hint=2, eps=SMALL)
def eps_added(self: Any, x: Tensor, *, eps: float = 1e-6) -> Any:
    """You added a small number to sigma; with its lower bound it needs none, and is now off by
    it.
    """
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp() + eps


@known_mistake(FORWARD, hint=1)
def mean_in_evaluation(self: Any, x: Tensor) -> Any:
    """In evaluation mode you returned the mean alone. The pair is asked for in both modes: how
    sure the head is counts most in use.
    """
    mu, sigma = self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()
    return (mu, sigma) if self.training else mu


@known_mistake(FORWARD, hint=1)
def one_sigma(self: Any, x: Tensor) -> Any:
    """You gave the whole batch one sigma; how noisy a target is depends on its own x."""
    log_std = self.log_std_head(x).mean(dim=0, keepdim=True).expand(len(x), 1)
    return self.mean_head(x), log_std.clamp(-5, 5).exp()


@known_mistake(LOSS, hint=3)
def scales_multiplied(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You multiply the scales before you take the logarithm: the product of many is 0 or
    infinite in floating point, where the sum of their logs is an ordinary number.
    """
    mu, sigma = self(x)
    z: Tensor = (y - mu) / sigma
    width: Tensor = sigma.prod().log() / len(y)
    return 0.5 * math.log(2 * math.pi) + width + (z**2).mean() / 2


@known_mistake(LOSS)
def loss_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean().detach()


@known_mistake(LOSS)
def sigma_fixed(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but no gradient comes through sigma: the head never learns how noisy
    targets are.
    """
    mu, sigma = self(x)
    sigma = sigma.detach()
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS)
def weight_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but sigma is a constant in the squared term: then every noise level
    looks too high to the gradient.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma.detach()
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS)
def target_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but no gradient reaches y."""
    mu, sigma = self(x)
    z = (y.detach() - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def every_pair(self: Any, x: Tensor, y: Tensor) -> Any:
    """The shapes (n,) and (n, 1) met: their difference is (n, n), every target against every
    prediction, and the mean hides it.
    """
    mu, sigma = self(x)
    z = (y - mu.squeeze(-1)) / sigma.squeeze(-1)
    return (0.5 * math.log(2 * math.pi) + sigma.squeeze(-1).log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def log_not_bounded(self: Any, x: Tensor, y: Tensor) -> Any:
    """The logarithm in your loss is the layer's output before its bounds: beyond them it is not
    the logarithm of the sigma that you divide by.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + self.log_std_head(x) + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def bounds_left_out(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your loss takes exp of the layer's output without the bounds that forward has."""
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    z = (y - mu) / log_std.exp()
    return (0.5 * math.log(2 * math.pi) + log_std + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def normal_not_bounded(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your loss takes exp of the layer's output without the bounds that forward has: far below
    them sigma is 0, which no Normal can have.
    """
    likely: Any = Normal(self.mean_head(x), self.log_std_head(x).exp())
    return -likely.log_prob(y).mean()


@known_mistake(LOSS, hint=2)
def loss_bounded_too_late(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your loss bounds sigma, not log_std: for a large log_std it has overflowed to infinity
    before that, and the gradient is 0 times infinity, nan.
    """
    sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
    z = (y - self.mean_head(x)) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2, eps=SMALL)
def eps_in_variance(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-6) -> Any:
    """A small number added to the variance makes narrow Gaussians wider than they are; sigma is
    bounded already.
    """
    mu, sigma = self(x)
    variance = sigma.square() + eps
    return (0.5 * (2 * math.pi * variance).log() + (y - mu).square() / (2 * variance)).mean()


@known_mistake(LOSS, hint=2, eps=SMALL)
def eps_in_log(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-8) -> Any:
    """A small number added to sigma inside the logarithm shifts the loss; sigma is bounded
    already.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + (sigma + eps).log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def not_reduced(self: Any, x: Tensor, y: Tensor) -> Any:
    """You returned one number for each row; a loss is a single number."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2


@known_mistake(LOSS, hint=2)
def summed(self: Any, x: Tensor, y: Tensor) -> Any:
    """You summed over the batch; the mean is asked for."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).sum()


@known_mistake(LOSS, hint=2)
def sign_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """You returned the log-likelihood: a loss is minimised, so the sign is the other one."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return -(0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def constant_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """You left out the normalising constant of the density: it moves no weight, but it is part
    of the NLL.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def constant_doubled(self: Any, x: Tensor, y: Tensor) -> Any:
    """The normalising constant is twice what it should be: the density has a square root there."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def half_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """The squared term of your loss is twice what it should be."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square()).mean()


@known_mistake(LOSS, hint=1)
def price_of_noise_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your loss has no price for a large sigma: calling everything noisy would cost nothing."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def log_of_variance(self: Any, x: Tensor, y: Tensor) -> Any:
    """You counted the logarithm of the variance in full: the density has a square root there."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.square().log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def sigma_as_variance(self: Any, x: Tensor, y: Tensor) -> Any:
    """You read sigma as a variance throughout; it is a standard deviation."""
    mu, sigma = self(x)
    squares = (y - mu).square() / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() / 2 + squares / 2).mean()


@known_mistake(LOSS, hint=2)
def sigma_not_squared(self: Any, x: Tensor, y: Tensor) -> Any:
    """You divided the squared residual by sigma itself: sigma and the residual have one unit,
    so the quotient should have none.
    """
    mu, sigma = self(x)
    squares = (y - mu).square() / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + squares / 2).mean()


@known_mistake(LOSS, hint=2)
def absolute_residual(self: Any, x: Tensor, y: Tensor) -> Any:
    """You took the absolute residual for the squared one: that is the loss of another
    distribution.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.abs() / 2).mean()


@known_mistake(LOSS, hint=1)
def squared_error(self: Any, x: Tensor, y: Tensor) -> Any:
    """That is the squared error: it takes the noise for constant and leaves sigma out."""
    mu, _ = self(x)
    return (y - mu).square().mean()


@known_mistake(LOSS, hint=1)
def squared_error_in_evaluation(self: Any, x: Tensor, y: Tensor) -> Any:
    """In evaluation mode your loss is the squared error; the NLL is asked for in both modes."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    nll = 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2
    return nll.mean() if self.training else (y - mu).square().mean()


@known_mistake(LOSS, hint=1)
def density_averaged(self: Any, x: Tensor, y: Tensor) -> Any:
    """You averaged the density of the rows; the logarithm belongs inside, to each row."""
    mu, sigma = self(x)
    density = torch.exp(-(((y - mu) / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))
    return -density.mean().log()


@known_mistake(LOSS, hint=1)
def sampled_error(self: Any, x: Tensor, y: Tensor) -> Any:
    """You drew predictions and compared targets with them; the NLL needs no sample, only mu and
    sigma.
    """
    mu, sigma = self(x)
    return (y - (mu + sigma * torch.randn_like(mu))).square().mean()
