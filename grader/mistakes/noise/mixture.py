"""Known mistakes in noise/mixture."""

import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.checks.noise.mixture import FORWARD, LOSS
from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake

OTHER_BOUNDS = (
    *((-bound, bound) for bound in (1, 2, 3, 4, 6, 7, 8, 10, 20)),
    *((-low, 2) for low in (5, 10, 20)),
)
"""Where else people clamp log_std."""


def _log_density(y: Tensor, mu: Tensor, sigma: Tensor) -> Tensor:
    """The log-density under each component."""
    return -(((y - mu) / sigma) ** 2) / 2 - sigma.log() - 0.5 * math.log(2 * math.pi)


def _mixture(self: Any, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """What the layers say, whatever `forward` returns."""
    log_pi = F.log_softmax(self.logits_head(x), dim=-1)
    return log_pi, self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()


def _joint(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """Log-weight plus log-density, for each component."""
    log_pi, mu, sigma = _mixture(self, x)
    return log_pi + _log_density(y, mu, sigma)


@known_mistake(FORWARD, hint=2)
def weights_not_logged(self: Any, x: Tensor) -> Any:
    """You return the weights; their logarithms are asked."""
    log_pi, mu, sigma = _mixture(self, x)
    return log_pi.exp(), mu, sigma


@known_mistake(FORWARD, hint=1)
def logits_returned(self: Any, x: Tensor) -> Any:
    """You return the logits: their exponentials do not sum to 1."""
    _, mu, sigma = _mixture(self, x)
    return self.logits_head(x), mu, sigma


@known_mistake(FORWARD, hint=2)
def log_of_softmax(self: Any, x: Tensor) -> Any:
    """You take the logarithm of a softmax: where a weight has rounded to 0 that is minus
    infinity.
    """
    _, mu, sigma = _mixture(self, x)
    return torch.softmax(self.logits_head(x), dim=-1).log(), mu, sigma


@known_mistake(FORWARD, hint=2, eps=(*SMALL, *TINY))
def small_number_in_log(self: Any, x: Tensor, *, eps: float = 1e-8) -> Any:
    """A small number inside the logarithm bounds the log-weights: those far behind are too
    large.
    """
    _, mu, sigma = _mixture(self, x)
    return (torch.softmax(self.logits_head(x), dim=-1) + eps).log(), mu, sigma


@known_mistake(FORWARD, hint=2)
def log_sigmoid_of_each(self: Any, x: Tensor) -> Any:
    """You pass each logit through a sigmoid: the weights compete, and must sum to 1."""
    _, mu, sigma = _mixture(self, x)
    return F.logsigmoid(self.logits_head(x)), mu, sigma


@known_mistake(FORWARD, hint=3)
def normalized_over_rows(self: Any, x: Tensor) -> Any:
    """Your weights sum to 1 over the rows of the batch; they belong to the components of one
    row.
    """
    _, mu, sigma = _mixture(self, x)
    return F.log_softmax(self.logits_head(x), dim=0), mu, sigma


@known_mistake(FORWARD, hint=1)
def log_std_returned(self: Any, x: Tensor) -> Any:
    """You return the logarithms of the standard deviations; apply exp."""
    log_pi, mu, sigma = _mixture(self, x)
    return log_pi, mu, sigma.log()


@known_mistake(FORWARD, hint=3)
def clamped_after_exp(self: Any, x: Tensor) -> Any:
    """You clamp after the exponential, which is infinite by then; clamp its argument."""
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))


@known_mistake(FORWARD, hint=3)
def sigma_clamped_to_five(self: Any, x: Tensor) -> Any:
    """You clamp sigma itself between -5 and 5; the bounds are those of its logarithm."""
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, self.log_std_head(x).exp().clamp(-5, 5)


@known_mistake(FORWARD, hint=3)
def not_clamped(self: Any, x: Tensor) -> Any:
    """You do not clamp log_std: sigma can be 0 or infinite."""
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, self.log_std_head(x).exp()


@known_mistake(FORWARD, hint=3, bounds=OTHER_BOUNDS)
def other_bounds(self: Any, x: Tensor, *, bounds: tuple[float, float] = (-5, 2)) -> Any:
    """You clamp log_std at other bounds than -5 and 5."""
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, self.log_std_head(x).clamp(*bounds).exp()


@known_mistake(FORWARD, hint=3)
def one_bound(self: Any, x: Tensor) -> Any:
    """You clamp log_std from above only: sigma can be 0."""
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, self.log_std_head(x).clamp(max=5).exp()


@known_mistake(FORWARD, hint=3)
def lower_bound_alone(self: Any, x: Tensor) -> Any:
    """You clamp log_std from below only: sigma can be infinite."""
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, self.log_std_head(x).clamp(min=-5).exp()


@known_mistake(FORWARD, hint=3, slope=(1.0,))
def softly_bounded(self: Any, x: Tensor, *, slope: float = 0.2) -> Any:
    """You bound log_std by a smooth curve, such as tanh: between the bounds it is bent too, where a
    clamp leaves it alone.
    """
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, (5 * torch.tanh(slope * self.log_std_head(x))).exp()


@known_mistake(FORWARD, hint=1)
def sigma_by_softplus(self: Any, x: Tensor) -> Any:
    """You make sigma positive by softplus; the layer returns its logarithm, so apply exp."""
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, F.softplus(self.log_std_head(x).clamp(-5, 5))


@known_mistake(FORWARD, hint=1)
def log_variance(self: Any, x: Tensor) -> Any:
    """You take the layer's output for a log-variance; it is the logarithm of a standard
    deviation.
    """
    log_pi, mu, _ = _mixture(self, x)
    return log_pi, mu, (self.log_std_head(x).clamp(-5, 5) / 2).exp()


@known_mistake(FORWARD, hint=1)
def variance_returned(self: Any, x: Tensor) -> Any:
    """You return variances; standard deviations are asked."""
    log_pi, mu, sigma = _mixture(self, x)
    return log_pi, mu, sigma.square()


@known_mistake(FORWARD, hint=1)
def means_bounded(self: Any, x: Tensor) -> Any:
    """You pass the means through tanh: they may be any real numbers."""
    log_pi, mu, sigma = _mixture(self, x)
    return log_pi, mu.tanh(), sigma


@known_mistake(FORWARD, hint=1)
def means_positive(self: Any, x: Tensor) -> Any:
    """You keep the means above 0: they may be any real numbers."""
    log_pi, mu, sigma = _mixture(self, x)
    return log_pi, mu.relu(), sigma


@known_mistake(FORWARD, hint=1)
def weights_last(self: Any, x: Tensor) -> Any:
    """The order of your results is wrong: log-weights, means, standard deviations."""
    log_pi, mu, sigma = _mixture(self, x)
    return mu, sigma, log_pi


@known_mistake(FORWARD, hint=1)
def layers_exchanged(self: Any, x: Tensor) -> Any:
    """You take the layer of the means for that of the weights, and the other way round."""
    sigma = _mixture(self, x)[2]
    return F.log_softmax(self.mean_head(x), dim=-1), self.logits_head(x), sigma


@known_mistake(FORWARD, hint=1)
def one_tensor(self: Any, x: Tensor) -> Tensor:
    """You put everything into one tensor; a tuple of three is asked."""
    return torch.cat(_mixture(self, x), dim=-1)


@known_mistake(FORWARD)
def weights_detached(self: Any, x: Tensor) -> Any:
    """The values are right, but no gradient flows to the weights' layer."""
    log_pi, mu, sigma = _mixture(self, x)
    return log_pi.detach(), mu, sigma


@known_mistake(FORWARD)
def all_detached(self: Any, x: Tensor) -> Any:
    """The values are right, but no gradient flows: you computed them outside of autograd."""
    return tuple(part.detach() for part in _mixture(self, x))


@known_mistake(LOSS, hint=2)
def logs_averaged(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You average log-densities by the weights: that is a bound on the loss. The logarithm comes
    after the sum.
    """
    log_pi, mu, sigma = _mixture(self, x)
    return -(log_pi.exp() * _log_density(y, mu, sigma)).sum(-1).mean()


@known_mistake(LOSS, hint=2)
def joint_logs_averaged(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You average the joint logarithms by the weights; the logarithm comes after the sum."""
    log_pi = _mixture(self, x)[0]
    return -(log_pi.exp() * _joint(self, x, y)).sum(-1).mean()


@known_mistake(LOSS, hint=2)
def joint_logs_by_responsibilities(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You average the joint logarithms by the responsibilities, as EM does: the gradient is right,
    but the value lacks their entropy.
    """
    joint = _joint(self, x, y)
    return -(torch.softmax(joint.detach(), dim=-1) * joint).sum(-1).mean()


@known_mistake(LOSS, hint=2)
def logs_added(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You add up the components' logarithms, as if `y` had come from all of them at once."""
    return -_joint(self, x, y).sum(-1).mean()


@known_mistake(LOSS, hint=2)
def mean_over_components(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You average the components' logarithms; a mixture is a weighted sum of densities."""
    return -_joint(self, x, y).mean()


@known_mistake(LOSS, hint=2)
def log_not_bounded(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """Your log term is the layer's output before the clamp: beyond the bounds it is not the log of
    the sigma you divide by.
    """
    log_pi, mu, sigma = _mixture(self, x)
    log_density = _log_density(y, mu, sigma) + sigma.log() - self.log_std_head(x)
    return -torch.logsumexp(log_pi + log_density, dim=-1).mean()


@known_mistake(LOSS, hint=1)
def weights_missing(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """The weights are missing: you add up the densities as they are."""
    _, mu, sigma = _mixture(self, x)
    return -torch.logsumexp(_log_density(y, mu, sigma), dim=-1).mean()


@known_mistake(LOSS, hint=1)
def weights_equal(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You weigh all components alike: their weights depend on `x`."""
    log_pi, mu, sigma = _mixture(self, x)
    log_p = torch.logsumexp(_log_density(y, mu, sigma), dim=-1) - math.log(log_pi.shape[-1])
    return -log_p.mean()


@known_mistake(LOSS, hint=2)
def weights_as_logarithms(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You add the weight to the log-density, where its logarithm belongs."""
    log_pi, mu, sigma = _mixture(self, x)
    return -torch.logsumexp(log_pi.exp() + _log_density(y, mu, sigma), dim=-1).mean()


@known_mistake(LOSS, hint=2)
def logits_as_log_weights(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You use the logits as log-weights: they are not normalized."""
    _, mu, sigma = _mixture(self, x)
    joint = self.logits_head(x) + _log_density(y, mu, sigma)
    return -torch.logsumexp(joint, dim=-1).mean()


@known_mistake(LOSS, hint=2, evenly=(False,))
def best_component(self: Any, x: Tensor, y: Tensor, *, evenly: bool = True) -> Tensor:
    """You keep the best component only; the others contribute to the density as well."""
    joint = _joint(self, x, y)
    # They differ in how the gradient is shared at a tie.
    return -(joint.amax(-1) if evenly else joint.max(-1).values).mean()


@known_mistake(LOSS, hint=1)
def heaviest_component(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You use the component of the largest weight only."""
    log_pi, mu, sigma = _mixture(self, x)
    chosen = log_pi.argmax(-1, keepdim=True)
    return -_log_density(y, mu, sigma).gather(-1, chosen).mean()


@known_mistake(LOSS, hint=2)
def densities_summed(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You add up densities before the logarithm: far from every component each is 0."""
    return -_joint(self, x, y).exp().sum(-1).log().mean()


@known_mistake(LOSS, hint=2, eps=(*SMALL, *TINY, 1e-30, 1e-45))
def small_number_in_sum(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number inside the logarithm bounds the loss: far from every component it has no
    gradient.
    """
    return -(_joint(self, x, y).exp().sum(-1) + eps).log().mean()


@known_mistake(LOSS, hint=1)
def gaussian_of_the_moments(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You replace the mixture by one Gaussian of the same mean and variance: its peaks are gone."""
    log_pi, mu, sigma = _mixture(self, x)
    pi = log_pi.exp()
    mean = (pi * mu).sum(-1, keepdim=True)
    variance = (pi * (sigma.square() + (mu - mean).square())).sum(-1, keepdim=True)
    return -_log_density(y, mean, variance.sqrt()).mean()


@known_mistake(LOSS, hint=1)
def squared_error_of_the_mean(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """This is the squared error of the mixture's mean: no likelihood is left."""
    log_pi, mu, _ = _mixture(self, x)
    return ((log_pi.exp() * mu).sum(-1, keepdim=True) - y).square().mean()


@known_mistake(LOSS, hint=3)
def constant_dropped(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You dropped `0.5*log(2*pi)`: the gradient is right, but this is no normalized likelihood."""
    return -torch.logsumexp(_joint(self, x, y), dim=-1).mean() - 0.5 * math.log(2 * math.pi)


@known_mistake(LOSS, hint=3)
def root_of_two_pi_missing(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You count `log(2*pi)` in full; the density has its square root."""
    return -torch.logsumexp(_joint(self, x, y), dim=-1).mean() + 0.5 * math.log(2 * math.pi)


@known_mistake(LOSS, hint=3)
def log_sigma_missing(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """The logarithms of the standard deviations are missing: a narrow density is higher."""
    log_pi, mu, sigma = _mixture(self, x)
    joint = log_pi + _log_density(y, mu, sigma) + sigma.log()
    return -torch.logsumexp(joint, dim=-1).mean()


@known_mistake(LOSS, hint=3)
def square_not_halved(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You forgot to halve the squares."""
    log_pi, mu, sigma = _mixture(self, x)
    joint = log_pi + _log_density(y, mu, sigma) - ((y - mu) / sigma).square() / 2
    return -torch.logsumexp(joint, dim=-1).mean()


@known_mistake(LOSS, hint=3)
def residual_over_variance(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You divide the squared residual by sigma; divide the residual before you square it."""
    log_pi, mu, sigma = _mixture(self, x)
    log_density = -((y - mu) ** 2) / (2 * sigma) - sigma.log() - 0.5 * math.log(2 * math.pi)
    return -torch.logsumexp(log_pi + log_density, dim=-1).mean()


@known_mistake(LOSS, hint=3)
def sigma_as_variance(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You use sigma as a variance: it is a standard deviation."""
    log_pi, mu, sigma = _mixture(self, x)
    return -torch.logsumexp(log_pi + _log_density(y, mu, sigma.sqrt()), dim=-1).mean()


@known_mistake(LOSS, hint=3)
def variance_not_clamped(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You do not clamp log_std in the loss: sigma can be 0 or infinite."""
    log_pi, mu, _ = _mixture(self, x)
    log_std = self.log_std_head(x)
    log_density = -(((y - mu) * (-log_std).exp()) ** 2) / 2 - log_std
    joint = log_pi + log_density - 0.5 * math.log(2 * math.pi)
    return -torch.logsumexp(joint, dim=-1).mean()


@known_mistake(LOSS, hint=3)
def summed_over_the_batch(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You added up the rows where their mean is asked."""
    return -torch.logsumexp(_joint(self, x, y), dim=-1).sum()


@known_mistake(LOSS, hint=3)
def not_reduced(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You returned one number for each row and reduced nothing."""
    return -torch.logsumexp(_joint(self, x, y), dim=-1)


@known_mistake(LOSS, hint=3)
def sum_over_rows_inside(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """Your log-sum-exp runs over the rows of the batch; it belongs to the components of one row."""
    return -torch.logsumexp(_joint(self, x, y), dim=0).mean()


@known_mistake(LOSS, hint=3)
def log_likelihood(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """This is the log-likelihood; a loss is its negative."""
    return torch.logsumexp(_joint(self, x, y), dim=-1).mean()


@known_mistake(LOSS, hint=2)
def targets_against_each_other(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """You compare each mixture with the targets of all rows: shapes (n, k) and (n,) broadcast
    wrongly.
    """
    log_pi, mu, sigma = _mixture(self, x)
    every = y.squeeze(-1)[None, :, None]
    joint = log_pi[:, None] + _log_density(every, mu[:, None], sigma[:, None])
    return -torch.logsumexp(joint, dim=-1).mean()


@known_mistake(LOSS, hint=2)
def no_gradient_for_weights(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows to the weights: they would never be learned."""
    log_pi, mu, sigma = _mixture(self, x)
    return -torch.logsumexp(log_pi.detach() + _log_density(y, mu, sigma), dim=-1).mean()


@known_mistake(LOSS, hint=2)
def hard_assignment(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """The value is right, but the responsibilities are hard: only the best component gets a
    gradient.
    """
    joint = _joint(self, x, y)
    best = joint.amax(-1)
    return -(best + (torch.logsumexp(joint, dim=-1) - best).detach()).mean()


@known_mistake(LOSS)
def no_gradient(self: Any, x: Tensor, y: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return -torch.logsumexp(_joint(self, x, y).detach(), dim=-1).mean()
