"""Known mistakes in vae/kl."""

import torch
from torch import Tensor

from grader.mistakes.constants import BOUNDS, SMALL, TINY
from grader.probe.probe import misconception


@misconception(
    "kl_divergence", "You averaged where the KL of independent dimensions adds up.", hint=2
)
def mean_for_sum(mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean over elements."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).mean()


@misconception(
    "kl_divergence",
    "You summed over the latent dimensions but averaged over the batch; here the sum is over both.",
    hint=2,
)
def mean_over_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean over rows of their divergences."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1).mean()


@misconception(
    "kl_divergence",
    "You summed over the batch but averaged over the latent dimensions: "
    "that weakens the KL by their number.",
    hint=2,
)
def mean_over_latents(mu: Tensor, log_var: Tensor) -> Tensor:
    """The sum over rows of mean divergences."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).mean(-1).sum()


@misconception(
    "kl_divergence", "You reduced one dimension only: what is left is no single number.", hint=2
)
def one_per_row(mu: Tensor, log_var: Tensor) -> Tensor:
    """The divergence of each row."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1)


@misconception(
    "kl_divergence", "You returned the divergence of each element and reduced nothing.", hint=2
)
def not_reduced(mu: Tensor, log_var: Tensor) -> Tensor:
    """The divergence of each element."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp())


@misconception("kl_divergence", "The factor one half in front of the sum is lost.", hint=2)
def half_lost(mu: Tensor, log_var: Tensor) -> Tensor:
    """Twice the divergence."""
    return -(1 + log_var - mu**2 - log_var.exp()).sum()


@misconception(
    "kl_divergence",
    "Your result is negative where the divergence is positive: the sign in front is lost.",
    hint=2,
)
def sign_flipped(mu: Tensor, log_var: Tensor) -> Tensor:
    """Minus the divergence."""
    return 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@misconception(
    "kl_divergence", "log_var is the log of a variance; you read it as a variance.", hint=1
)
def log_var_as_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """The variance not exponentiated."""
    return -0.5 * (1 + torch.log(log_var) - mu**2 - log_var).sum()


@misconception(
    "kl_divergence",
    "log_var is the log of a variance; you read it as the log of a standard deviation "
    "and doubled it.",
    hint=1,
)
def log_var_as_log_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """The variance squared."""
    return -0.5 * (1 + 2 * log_var - mu**2 - (2 * log_var).exp()).sum()


@misconception(
    "kl_divergence",
    "log_var is the log of a variance; you read it as a standard deviation.",
    hint=1,
)
def log_var_as_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """The square of log_var for the variance."""
    return -0.5 * (1 + torch.log(log_var**2) - mu**2 - log_var**2).sum()


@misconception(
    "kl_divergence", "One term needs the variance itself; you left its logarithm there.", hint=1
)
def exp_forgotten(mu: Tensor, log_var: Tensor) -> Tensor:
    """The logarithm where the variance belongs."""
    return -0.5 * (1 + log_var - mu**2 - log_var).sum()


@misconception(
    "kl_divergence",
    "One term needs the variance; you put the standard deviation there.",
    hint=1,
)
def std_for_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """The standard deviation where the variance belongs."""
    return -0.5 * (1 + log_var - mu**2 - (0.5 * log_var).exp()).sum()


@misconception("kl_divergence", "The mean enters as its square; you left out the square.", hint=2)
def mean_not_squared(mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean itself."""
    return -0.5 * (1 + log_var - mu - log_var.exp()).sum()


@misconception(
    "kl_divergence",
    "The sign of the squared mean is wrong: moving away from 0 must cost more, not less.",
    hint=2,
)
def mean_sign(mu: Tensor, log_var: Tensor) -> Tensor:
    """The squared mean subtracted from the divergence."""
    return -0.5 * (1 + log_var + mu**2 - log_var.exp()).sum()


@misconception(
    "kl_divergence",
    "You counted the constant once for the whole tensor; each element has its own.",
    hint=2,
)
def one_counted_once(mu: Tensor, log_var: Tensor) -> Tensor:
    """The constant outside the sum."""
    return -0.5 * (1 + (log_var - mu**2 - log_var.exp()).sum())


@misconception(
    "kl_divergence",
    "The constant of each element is missing: at mu = 0, log_var = 0 the divergence must be 0.",
    hint=2,
)
def one_dropped(mu: Tensor, log_var: Tensor) -> Tensor:
    """No constant."""
    return -0.5 * (log_var - mu**2 - log_var.exp()).sum()


@misconception(
    "kl_divergence",
    "The term with log_var itself is missing: nothing keeps the variance from shrinking to 0.",
    hint=2,
)
def log_term_dropped(mu: Tensor, log_var: Tensor) -> Tensor:
    """No logarithm of the variance."""
    return -0.5 * (1 - mu**2 - log_var.exp()).sum()


@misconception(
    "kl_divergence",
    "You computed the divergence of the prior from q; it is wanted the other way round.",
    hint=1,
)
def reversed_direction(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL(p || q)."""
    return 0.5 * (log_var + (1 + mu**2) / log_var.exp() - 1).sum()


@misconception(
    "kl_divergence",
    "The arguments are exchanged: you read the first as the log-variance.",
    hint=1,
)
def arguments_exchanged(mu: Tensor, log_var: Tensor) -> Tensor:
    """Mean for log-variance and the reverse."""
    return -0.5 * (1 + mu - log_var**2 - mu.exp()).sum()


@misconception(
    "kl_divergence",
    "The value is right, but no gradient flows: you computed it outside of autograd.",
)
def no_gradient(mu: Tensor, log_var: Tensor) -> Tensor:
    """The divergence of detached inputs."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum().detach()


@misconception(
    "kl_divergence",
    "The value is right, but the variance is a constant: half of log_var's gradient is lost.",
)
def variance_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """The variance as a constant."""
    return -0.5 * (1 + log_var - mu**2 - log_var.detach().exp()).sum()


@misconception(
    "kl_divergence",
    "You clamped log_var: outside the bounds, value and gradient are those of another q.",
    bounds=BOUNDS,
)
def log_var_clamped(
    mu: Tensor, log_var: Tensor, *, bounds: tuple[float, float] = (-10, 10)
) -> Tensor:
    """A log-variance kept within bounds."""
    log_var = log_var.clamp(*bounds)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@misconception(
    "kl_divergence",
    "You went from the variance back to its logarithm and added a small number on the way, "
    "which drowns narrow variances.",
    hint=1,
    eps=(*SMALL, *TINY),
)
def eps_in_log(mu: Tensor, log_var: Tensor, *, eps: float = 1e-8) -> Tensor:
    """A small number inside the logarithm."""
    variance = log_var.exp()
    return -0.5 * (1 + (variance + eps).log() - mu**2 - variance).sum()


@misconception(
    "kl_divergence",
    "You multiplied the variances before you took the logarithm: the product of many is 0 in "
    "floating point, or infinite.",
    hint=2,
)
def variances_multiplied(mu: Tensor, log_var: Tensor) -> Tensor:
    """The log-determinant of a diagonal matrix, by its determinant."""
    variance = log_var.exp()
    return 0.5 * ((mu**2 + variance - 1).sum() - variance.prod().log())
