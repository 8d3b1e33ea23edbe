"""Known mistakes in heads/gaussian."""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F

from grader.checks.heads.gaussian import FORWARD, LOSS
from grader.mistakes.constants import SMALL
from grader.probe.probe import known_mistake

OTHER_BOUNDS = (
    *((-bound, bound) for bound in (0.5, 1, 2, 3, 4, 6, 7, 8, 10)),
    *((-low, 2) for low in (3, 5, 10)),
    (0, 5),
)
"""Where else people clamp log_std."""

CURVES = (
    *((low, high, slope) for low, high in ((-5, 5), (-5, 2), (-20, 2)) for slope in (1, 0.5)),
    (-1, 1, 1),
)
"""Of a tanh that stays between two numbers, each with its slope inside: 1/2 is a sigmoid."""


@known_mistake(FORWARD, hint=1)
def squeezed(self: Any, x: Tensor) -> Any:
    """The numbers are right, but the dimension of size 1 is lost: a target of (n, 1) beside (n,)
    then broadcasts to (n, n).
    """
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    return mu.squeeze(-1), log_std.clamp(-5, 5).exp().squeeze(-1)


@known_mistake(FORWARD, hint=1)
def one_tensor(self: Any, x: Tensor) -> Any:
    """You put the mean and sigma into one tensor; a pair of two tensors is asked for."""
    return torch.cat([self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()], dim=-1)


@known_mistake(FORWARD, hint=2)
def pair_turned(self: Any, x: Tensor) -> Any:
    """Your pair is (sigma, mu); the mean comes first, then sigma."""
    return self.log_std_head(x).clamp(-5, 5).exp(), self.mean_head(x)


@known_mistake(FORWARD, hint=2)
def layers_exchanged(self: Any, x: Tensor) -> Any:
    """You take each layer for the other: mean_head gives the mean, log_std_head the logarithm of
    sigma.
    """
    return self.log_std_head(x), self.mean_head(x).clamp(-5, 5).exp()


@known_mistake(FORWARD)
def detached(self: Any, x: Tensor) -> Any:
    """The values are right, but carry no gradient: neither layer can learn."""
    return self.mean_head(x).detach(), self.log_std_head(x).clamp(-5, 5).exp().detach()


@known_mistake(FORWARD)
def sigma_detached(self: Any, x: Tensor) -> Any:
    """The values are right, but no gradient flows through sigma: its layer never learns."""
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp().detach()


@known_mistake(FORWARD, hint=2)
def bounded_too_late(self: Any, x: Tensor) -> Any:
    """You bound sigma, not log_std: for a large log_std exp is infinite before the bound comes, and
    its gradient nan.
    """
    sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
    return self.mean_head(x), sigma


@known_mistake(FORWARD, hint=2)
def bounds_on_sigma(self: Any, x: Tensor) -> Any:
    """You apply the bounds -5 and 5 to sigma; they belong to its logarithm, before exp."""
    return self.mean_head(x), self.log_std_head(x).exp().clamp(-5, 5)


@known_mistake(FORWARD, hint=2)
def not_bounded(self: Any, x: Tensor) -> Any:
    """Nothing keeps your log_std between -5 and 5: a point fitted exactly sends sigma toward 0, and
    the loss toward minus infinity.
    """
    return self.mean_head(x), self.log_std_head(x).exp()


@known_mistake(FORWARD, hint=2)
def no_lower_bound(self: Any, x: Tensor) -> Any:
    """Nothing keeps your log_std above -5: a point fitted exactly sends sigma toward 0, and the
    loss toward minus infinity.
    """
    return self.mean_head(x), self.log_std_head(x).clamp(max=5).exp()


@known_mistake(FORWARD, hint=2)
def no_upper_bound(self: Any, x: Tensor) -> Any:
    """Nothing keeps your log_std below 5: a large one makes sigma far too large, until it
    overflows.
    """
    return self.mean_head(x), self.log_std_head(x).clamp(min=-5).exp()


@known_mistake(FORWARD, hint=2, bounds=OTHER_BOUNDS)
def bounded_elsewhere(self: Any, x: Tensor, *, bounds: tuple[float, float] = (-20.0, 2.0)) -> Any:
    """You clamp log_std, but not between -5 and 5: with other bounds, sigma is wrong where a noise
    level is very small or large.
    """
    return self.mean_head(x), self.log_std_head(x).clamp(*bounds).exp()


@known_mistake(FORWARD)
def straight_through(self: Any, x: Tensor) -> Any:
    """The values are right, but your clamp lets the gradient through: beyond the bounds sigma is
    constant, so log_std must get none.
    """
    log_std = self.log_std_head(x)
    bounded = log_std + (log_std.clamp(-5, 5) - log_std).detach()
    return self.mean_head(x), bounded.exp()


@known_mistake(FORWARD, hint=2)
def log_variance_read(self: Any, x: Tensor) -> Any:
    """You halve log_std before exp, as if it were a log-variance: your sigma is the square root of
    the right one.
    """
    return self.mean_head(x), (self.log_std_head(x).clamp(-5, 5) / 2).exp()


@known_mistake(FORWARD, hint=2)
def variance_returned(self: Any, x: Tensor) -> Any:
    """You return the variance, the square of sigma: the second layer gives log(sigma), so exp alone
    makes a standard deviation.
    """
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp().square()


@known_mistake(FORWARD, hint=1, clamped=(False,))
def log_returned(self: Any, x: Tensor, *, clamped: bool = True) -> Any:
    """You return log_std, which may be negative, in place of sigma, its exponential."""
    log_std = self.log_std_head(x)
    return self.mean_head(x), log_std.clamp(-5, 5) if clamped else log_std


@known_mistake(FORWARD, hint=2, curve=CURVES)
def softly_bounded(
    self: Any, x: Tensor, *, curve: tuple[float, float, float] = (-5.0, 5.0, 0.2)
) -> Any:
    """You bound log_std by a smooth curve, such as tanh: between the bounds it is bent too, where a
    clamp leaves it alone.
    """
    low, high, slope = curve
    share = (1 + torch.tanh(slope * self.log_std_head(x))) / 2
    return self.mean_head(x), (low + (high - low) * share).exp()


def _bounded(log_std: Tensor, positive: Callable[[Tensor], Tensor], order: str) -> Tensor:
    """Made positive by a function, with the bounds before it, after it, or never."""
    if order == "before":
        return positive(log_std.clamp(-5, 5))
    sigma = positive(log_std)
    return sigma.clamp(math.exp(-5), math.exp(5)) if order == "after" else sigma


@known_mistake(FORWARD, hint=2, least=SMALL, order=("before", "after"))
def softplus_used(self: Any, x: Tensor, *, least: float = 0.0, order: str = "never") -> Any:
    """You make sigma positive by softplus, not by exp: the second layer's output is the logarithm
    of sigma.
    """
    return self.mean_head(x), _bounded(self.log_std_head(x), F.softplus, order) + least


@known_mistake(FORWARD, hint=2, order=("never", "after"))
def absolute_value(self: Any, x: Tensor, *, order: str = "before") -> Any:
    """You make sigma positive by an absolute value, not by exp: the second layer's output is the
    logarithm of sigma.
    """
    return self.mean_head(x), _bounded(self.log_std_head(x), torch.abs, order)


@known_mistake(FORWARD, hint=1)
def mean_bounded(self: Any, x: Tensor) -> Any:
    """You clamp the mean as well: it may be any real number, and only log_std has bounds."""
    return self.mean_head(x).clamp(-5, 5), self.log_std_head(x).clamp(-5, 5).exp()


@known_mistake(FORWARD, hint=1)
def mean_positive(self: Any, x: Tensor) -> Any:
    """You take exp of the mean as well: it may be any real number, and only sigma must be
    positive.
    """
    return self.mean_head(x).exp(), self.log_std_head(x).clamp(-5, 5).exp()


@known_mistake(FORWARD, hint=2, eps=(0.1, *SMALL))
def eps_added(self: Any, x: Tensor, *, eps: float = 1e-6) -> Any:
    """You add a small number to sigma: its lower bound keeps it from 0 already, and now every sigma
    is too large.
    """
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp() + eps


@known_mistake(FORWARD, hint=1)
def mean_in_evaluation(self: Any, x: Tensor) -> Any:
    """In evaluation mode you return the mean alone. The pair is asked for in both modes: how sure
    the head is counts in use.
    """
    mu, sigma = self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()
    return (mu, sigma) if self.training else mu


@known_mistake(FORWARD, hint=1)
def one_sigma(self: Any, x: Tensor) -> Any:
    """You average log_std over the batch: all rows share one sigma, though the noise of a target
    depends on its own x.
    """
    log_std = self.log_std_head(x).mean(dim=0, keepdim=True).expand(len(x), 1)
    return self.mean_head(x), log_std.clamp(-5, 5).exp()


@known_mistake(LOSS, hint=3)
def scales_multiplied(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You multiply the sigmas before you take the log: the product of many is 0 or infinite in
    floating point. Add up their logs instead.
    """
    mu, sigma = self(x)
    z: Tensor = (y - mu) / sigma
    width: Tensor = sigma.prod().log() / len(y)
    return 0.5 * math.log(2 * math.pi) + width + (z**2).mean() / 2


@known_mistake(LOSS)
def loss_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but carries no gradient: the head cannot be trained with it."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean().detach()


@known_mistake(LOSS)
def sigma_fixed(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but no gradient flows through sigma: the head never learns how noisy
    targets are.
    """
    mu, sigma = self(x)
    sigma = sigma.detach()
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS)
def mean_fixed(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but no gradient flows through mu: mean_head never learns, and only sigma
    follows the errors.
    """
    mu, sigma = self(x)
    z = (y - mu.detach()) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS)
def weight_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but sigma is a constant in the squared term: the gradient then only ever
    lowers sigma.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma.detach()
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS)
def target_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    """The value is right, but y gets no gradient: the target is cut off."""
    mu, sigma = self(x)
    z = (y.detach() - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def every_pair(self: Any, x: Tensor, y: Tensor) -> Any:
    """Shapes (n,) and (n, 1) meet: their difference is (n, n), every target against every
    prediction, and the mean hides it.
    """
    mu, sigma = self(x)
    z = (y - mu.squeeze(-1)) / sigma.squeeze(-1)
    return (0.5 * math.log(2 * math.pi) + sigma.squeeze(-1).log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=3, squared=(True,))
def pair_unpacked_reversed(self: Any, x: Tensor, y: Tensor, *, squared: bool = False) -> Any:
    """You take the head's first result for sigma and the second for mu: forward returns (mu,
    sigma), and a mean may be negative.
    """
    sigma, mu = self(x)
    z = (y - mu) / sigma
    log_sigma = sigma.square().log() / 2 if squared else sigma.log()
    return (0.5 * math.log(2 * math.pi) + log_sigma + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def log_not_bounded(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your log term is the layer's output before the clamp: beyond the bounds it is not the log of
    the sigma you divide by.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + self.log_std_head(x) + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def bounds_left_out(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your loss uses exp of log_std without the clamp of forward: beyond the bounds it belongs to
    another sigma, or overflows.
    """
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    z = (y - mu) / log_std.exp()
    return (0.5 * math.log(2 * math.pi) + log_std + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def normal_not_bounded(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your loss uses exp of log_std without the clamp of forward: far below the bounds sigma is 0,
    which Normal refuses.
    """
    likely: Any = Normal(self.mean_head(x), self.log_std_head(x).exp())
    return -likely.log_prob(y).mean()


@known_mistake(LOSS, hint=2)
def loss_bounded_too_late(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your loss bounds sigma, not log_std: for a large log_std exp is infinite before the bound
    comes, and its gradient nan.
    """
    sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
    z = (y - self.mean_head(x)) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2, eps=SMALL)
def eps_in_variance(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-6) -> Any:
    """You add a small number to the variance: sigma is bounded already, and narrow Gaussians come
    out wider than they are.
    """
    mu, sigma = self(x)
    variance = sigma.square() + eps
    return (0.5 * (2 * math.pi * variance).log() + (y - mu).square() / (2 * variance)).mean()


@known_mistake(LOSS, hint=2, eps=SMALL)
def eps_in_log(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-8) -> Any:
    """You add a small number to sigma inside the log: sigma is bounded already, and the log is now
    off.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + (sigma + eps).log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def not_reduced(self: Any, x: Tensor, y: Tensor) -> Any:
    """You return one loss for each row; the loss is one number, their mean."""
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2


@known_mistake(LOSS, hint=2)
def summed(self: Any, x: Tensor, y: Tensor) -> Any:
    """You sum over the batch where the mean is asked for: the loss, and the step it causes, grows
    with the batch.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).sum()


@known_mistake(LOSS, hint=2)
def sign_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """This is the log-likelihood, without its minus: a loss is minimized, so this one makes the
    data less and less likely.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return -(0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def constant_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """The constant term, the one with pi, is missing: it moves no weight, but without it this is
    not the NLL.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def constant_doubled(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your constant term is log(2*pi), twice the right one: in the density, 2*pi is under a square
    root.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def half_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """The squared term lacks its factor one half: it counts double, so the learned sigma comes out
    sqrt(2) times too wide.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square()).mean()


@known_mistake(LOSS, hint=1)
def normalizer_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """The constant and log(sigma) are both missing: calling everything noisy costs nothing, so
    sigma only grows.
    """
    mu, sigma = self(x)
    return (((y - mu) / sigma).square() / 2).mean()


@known_mistake(LOSS, hint=1)
def price_of_noise_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    """The term log(sigma) is missing: calling everything noisy costs nothing, so sigma only
    grows.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def log_sigma_subtracted(self: Any, x: Tensor, y: Tensor) -> Any:
    """The term log(sigma) has the wrong sign: a wide density is a low one, so a wider sigma must
    cost more, not less.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) - sigma.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def log_of_variance(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your log term is that of the variance, log(sigma^2), without one half: it is twice
    log(sigma), so noise costs double.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.square().log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def log_halved(self: Any, x: Tensor, y: Tensor) -> Any:
    """Your log term is half of log(sigma): sigma is a standard deviation, so its log counts in
    full.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() / 2 + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def sigma_as_variance(self: Any, x: Tensor, y: Tensor) -> Any:
    """You treat sigma as a variance, both in the log and under the residual; it is a standard
    deviation.
    """
    mu, sigma = self(x)
    squares = (y - mu).square() / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() / 2 + squares / 2).mean()


@known_mistake(LOSS, hint=2)
def variance_as_scale(self: Any, x: Tensor, y: Tensor) -> Any:
    """You use the square of sigma where sigma belongs, both in the log and under the residual: a
    standard deviation sets the scale.
    """
    mu, sigma = self(x)
    scale = sigma.square()
    z = (y - mu) / scale
    return (0.5 * math.log(2 * math.pi) + scale.log() + z.square() / 2).mean()


@known_mistake(LOSS, hint=2)
def sigma_not_squared(self: Any, x: Tensor, y: Tensor) -> Any:
    """You divide the squared residual by sigma, not by its square: the quotient still has the unit
    of y, while a log-density has none.
    """
    mu, sigma = self(x)
    squares = (y - mu).square() / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + squares / 2).mean()


@known_mistake(LOSS, hint=2)
def absolute_residual(self: Any, x: Tensor, y: Tensor) -> Any:
    """The residual enters as an absolute value, not as a square: that belongs to a Laplace
    distribution.
    """
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.abs() / 2).mean()


@known_mistake(LOSS, hint=1)
def squared_error(self: Any, x: Tensor, y: Tensor) -> Any:
    """This is the mean squared error: sigma is left out, as if the noise were constant, so its
    layer never learns.
    """
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
    """You average the densities of the rows and then take the log: the log belongs to each row,
    inside the mean.
    """
    mu, sigma = self(x)
    density = torch.exp(-(((y - mu) / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))
    return -density.mean().log()


@known_mistake(LOSS, hint=1)
def sampled_error(self: Any, x: Tensor, y: Tensor) -> Any:
    """You draw predictions and compare targets with them: the NLL needs no sample, only mu and
    sigma.
    """
    mu, sigma = self(x)
    return (y - (mu + sigma * torch.randn_like(mu))).square().mean()
