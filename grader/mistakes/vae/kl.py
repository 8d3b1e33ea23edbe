"""Known mistakes in vae/kl."""

import torch
from torch import Tensor

from grader.mistakes.constants import BOUNDS, SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("kl_divergence", hint=2)
def mean_for_sum(mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged where the KL of independent dimensions adds up."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).mean()


@known_mistake("kl_divergence", hint=2)
def mean_over_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """You summed over the latent dimensions but averaged over the batch; here the sum is over
    both.
    """
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1).mean()


@known_mistake("kl_divergence", hint=2)
def mean_over_latents(mu: Tensor, log_var: Tensor) -> Tensor:
    """You summed over the batch but averaged over the latent dimensions: that weakens the KL by
    their number.
    """
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).mean(-1).sum()


@known_mistake("kl_divergence", hint=2)
def one_per_row(mu: Tensor, log_var: Tensor) -> Tensor:
    """You reduced one dimension only: what is left is no single number."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1)


@known_mistake("kl_divergence", hint=2)
def not_reduced(mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned the divergence of each element and reduced nothing."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp())


@known_mistake("kl_divergence", hint=2)
def half_lost(mu: Tensor, log_var: Tensor) -> Tensor:
    """The factor one half in front of the sum is lost."""
    return -(1 + log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=2)
def sign_flipped(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your result is negative where the divergence is positive: the sign in front is lost."""
    return 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=1)
def log_var_as_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """log_var is the log of a variance; you read it as a variance."""
    return -0.5 * (1 + torch.log(log_var) - mu**2 - log_var).sum()


@known_mistake("kl_divergence", hint=1)
def log_var_as_log_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """log_var is the log of a variance; you read it as the log of a standard deviation and
    doubled it.
    """
    return -0.5 * (1 + 2 * log_var - mu**2 - (2 * log_var).exp()).sum()


@known_mistake("kl_divergence", hint=1)
def log_var_as_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """log_var is the log of a variance; you read it as a standard deviation."""
    return -0.5 * (1 + torch.log(log_var**2) - mu**2 - log_var**2).sum()


@known_mistake("kl_divergence", hint=1)
def exp_forgotten(mu: Tensor, log_var: Tensor) -> Tensor:
    """One term needs the variance itself; you left its logarithm there."""
    return -0.5 * (1 + log_var - mu**2 - log_var).sum()


@known_mistake("kl_divergence", hint=1)
def std_for_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """One term needs the variance; you put the standard deviation there."""
    return -0.5 * (1 + log_var - mu**2 - (0.5 * log_var).exp()).sum()


@known_mistake("kl_divergence", hint=2)
def mean_not_squared(mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean enters as its square; you left out the square."""
    return -0.5 * (1 + log_var - mu - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=2)
def mean_sign(mu: Tensor, log_var: Tensor) -> Tensor:
    """The sign of the squared mean is wrong: moving away from 0 must cost more, not less."""
    return -0.5 * (1 + log_var + mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=2)
def one_counted_once(mu: Tensor, log_var: Tensor) -> Tensor:
    """You counted the constant once for the whole tensor; each element has its own."""
    return -0.5 * (1 + (log_var - mu**2 - log_var.exp()).sum())


@known_mistake("kl_divergence", hint=2)
def one_dropped(mu: Tensor, log_var: Tensor) -> Tensor:
    """The constant of each element is missing: at mu = 0, log_var = 0 the divergence must be 0."""
    return -0.5 * (log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=2)
def log_term_dropped(mu: Tensor, log_var: Tensor) -> Tensor:
    """The term with log_var itself is missing: nothing keeps the variance from shrinking to 0."""
    return -0.5 * (1 - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=1)
def reversed_direction(mu: Tensor, log_var: Tensor) -> Tensor:
    """You computed the divergence of the prior from q; it is wanted the other way round."""
    return 0.5 * (log_var + (1 + mu**2) / log_var.exp() - 1).sum()


@known_mistake("kl_divergence", hint=1)
def arguments_exchanged(mu: Tensor, log_var: Tensor) -> Tensor:
    """The arguments are exchanged: you read the first as the log-variance."""
    return -0.5 * (1 + mu - log_var**2 - mu.exp()).sum()


@known_mistake("kl_divergence")
def no_gradient(mu: Tensor, log_var: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum().detach()


@known_mistake("kl_divergence")
def variance_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """The value is right, but the variance is a constant: half of log_var's gradient is lost."""
    return -0.5 * (1 + log_var - mu**2 - log_var.detach().exp()).sum()


@known_mistake("kl_divergence", bounds=BOUNDS)
def log_var_clamped(
    mu: Tensor, log_var: Tensor, *, bounds: tuple[float, float] = (-10, 10)
) -> Tensor:
    """You clamped log_var: outside the bounds, value and gradient are those of another q."""
    log_var = log_var.clamp(*bounds)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@known_mistake("kl_divergence", hint=1, eps=(*SMALL, *TINY))
def eps_in_log(mu: Tensor, log_var: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You went from the variance back to its logarithm and added a small number on the way,
    which drowns narrow variances.
    """
    variance = log_var.exp()
    return -0.5 * (1 + (variance + eps).log() - mu**2 - variance).sum()


@known_mistake("kl_divergence", hint=2)
def variances_multiplied(mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the variances before you took the logarithm: the product of many is 0 in
    floating point, or infinite.
    """
    variance = log_var.exp()
    return 0.5 * ((mu**2 + variance - 1).sum() - variance.prod().log())
