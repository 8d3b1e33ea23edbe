"""Known mistakes in vae/kl."""

import torch
from torch import Tensor

from grader.mistakes.constants import BOUNDS, SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("kl_divergence", hint=2)
def mean_for_sum(mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged over the elements. The KL of independent dimensions adds up; a mean weakens
    it by their number.
    """
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).mean()


@known_mistake("kl_divergence", hint=2)
def mean_over_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """You summed over the latent dimensions but averaged over the batch; here the sum is over
    both.
    """
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1).mean()


@known_mistake("kl_divergence", hint=2)
def mean_over_latents(mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged over the latent dimensions and summed over the batch: that weakens the KL by
    their number.
    """
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).mean(-1).sum()


@known_mistake("kl_divergence", hint=2)
def one_per_row(mu: Tensor, log_var: Tensor) -> Tensor:
    """You summed over the last dimension alone and returned one number for each row; the sum is
    over every element.
    """
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1)


@known_mistake("kl_divergence", hint=2)
def not_reduced(mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned the divergence of each element; it is still to be summed to one number."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp())


@known_mistake("kl_divergence", hint=2)
def half_lost(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your result is twice the divergence: the one half, which comes from the Gaussian's
    exponent, is lost.
    """
    return -(1 + log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=2)
def sign_flipped(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your result has the opposite sign: a divergence is never negative, and training would
    push codes away from the prior.
    """
    return 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=1)
def log_var_as_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """You took log_var for the variance, and its logarithm once more; it is the logarithm
    already.
    """
    return -0.5 * (1 + torch.log(log_var) - mu**2 - log_var).sum()


@known_mistake("kl_divergence", hint=1)
def log_var_as_log_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """You took log_var for the logarithm of the standard deviation, and doubled it; it is that
    of the variance.
    """
    return -0.5 * (1 + 2 * log_var - mu**2 - (2 * log_var).exp()).sum()


@known_mistake("kl_divergence", hint=1)
def log_var_as_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """You took log_var for the standard deviation, squaring it and taking its logarithm; it is
    the logarithm of the variance.
    """
    return -0.5 * (1 + torch.log(log_var**2) - mu**2 - log_var**2).sum()


@known_mistake("kl_divergence", hint=1)
def exp_forgotten(mu: Tensor, log_var: Tensor) -> Tensor:
    """log_var has no part in your result, as when its exponential is forgotten and the two
    terms in it cancel.
    """
    return -0.5 * (1 + log_var - mu**2 - log_var).sum()


@known_mistake("kl_divergence", hint=1)
def std_for_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your variance term has the standard deviation, exp(log_var/2); the variance itself
    belongs there.
    """
    return -0.5 * (1 + log_var - mu**2 - (0.5 * log_var).exp()).sum()


@known_mistake("kl_divergence", hint=2)
def mean_not_squared(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your mean stands without a square: a negative mean would lower the divergence, which
    grows to both sides.
    """
    return -0.5 * (1 + log_var - mu - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=2)
def mean_sign(mu: Tensor, log_var: Tensor) -> Tensor:
    """The sign of your squared mean is wrong: moving away from 0 must cost more, not less."""
    return -0.5 * (1 + log_var + mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=1)
def mean_dropped(mu: Tensor, log_var: Tensor) -> Tensor:
    """The squared mean is missing: codes could move away from 0 at no cost."""
    return -0.5 * (1 + log_var - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=1)
def variance_dropped(mu: Tensor, log_var: Tensor) -> Tensor:
    """The variance, exp(log_var), is missing: nothing keeps it from growing without end."""
    return -0.5 * (1 + log_var - mu**2).sum()


@known_mistake("kl_divergence", hint=2)
def log_term_sign(mu: Tensor, log_var: Tensor) -> Tensor:
    """The sign of your term with log_var itself is wrong: a variance near 0 must cost more, not
    less.
    """
    return -0.5 * (1 - log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=2)
def variance_outside_the_bracket(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your bracket closes before the variance, which -0.5 must multiply too: it is subtracted at
    its full size.
    """
    return -0.5 * (1 + log_var - mu**2).sum() - log_var.exp().sum()


@known_mistake("kl_divergence", hint=2)
def one_counted_once(mu: Tensor, log_var: Tensor) -> Tensor:
    """You counted the constant 1 once for the whole tensor; each element has its own."""
    return -0.5 * (1 + (log_var - mu**2 - log_var.exp()).sum())


@known_mistake("kl_divergence", hint=2)
def one_dropped(mu: Tensor, log_var: Tensor) -> Tensor:
    """The constant 1 of each element is missing: at mu = 0 and log_var = 0 the divergence must
    be 0.
    """
    return -0.5 * (log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=2)
def log_term_dropped(mu: Tensor, log_var: Tensor) -> Tensor:
    """The term with log_var itself is missing: nothing keeps the variance from shrinking to 0."""
    return -0.5 * (1 - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=1)
def reversed_direction(mu: Tensor, log_var: Tensor) -> Tensor:
    """You computed the divergence of the prior N(0, 1) from q; that of q from the prior is
    asked for.
    """
    return 0.5 * (log_var + (1 + mu**2) / log_var.exp() - 1).sum()


@known_mistake("kl_divergence", hint=1)
def arguments_exchanged(mu: Tensor, log_var: Tensor) -> Tensor:
    """The arguments are exchanged: you squared log_var as the mean, and took mu for the
    log-variance.
    """
    return -0.5 * (1 + mu - log_var**2 - mu.exp()).sum()


@known_mistake("kl_divergence")
def no_gradient(mu: Tensor, log_var: Tensor) -> Tensor:
    """The value is right, but no gradient flows back: it was computed outside of autograd."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum().detach()


@known_mistake("kl_divergence")
def variance_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """The value is right, but your variance is a constant to autograd: log_var gets only the
    gradient of its own term.
    """
    return -0.5 * (1 + log_var - mu**2 - log_var.detach().exp()).sum()


@known_mistake("kl_divergence", bounds=BOUNDS)
def log_var_clamped(
    mu: Tensor, log_var: Tensor, *, bounds: tuple[float, float] = (-10, 10)
) -> Tensor:
    """You clamped log_var: beyond the bound, your value is that of another q, and log_var gets
    no gradient there.
    """
    log_var = log_var.clamp(*bounds)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=1, eps=(*SMALL, *TINY))
def eps_in_log(mu: Tensor, log_var: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You added a small number to the variance inside the logarithm, which drowns narrow
    variances: use log_var as it is.
    """
    variance = log_var.exp()
    return -0.5 * (1 + (variance + eps).log() - mu**2 - variance).sum()


@known_mistake("kl_divergence", hint=2)
def variances_multiplied(mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the variances before taking the logarithm: the product of many is 0 or
    infinite. Sum their logarithms.
    """
    variance = log_var.exp()
    return 0.5 * ((mu**2 + variance - 1).sum() - variance.prod().log())
