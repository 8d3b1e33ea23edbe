"""What is checked about vae/kl."""

import torch
from torch import Tensor

from grader.formula import edges, formula
from grader.probe import misconception
from grader.strategies import alike, matrices, reals, shapes

latents = alike(shapes(), mu=reals(3), log_var=reals(4))

kl = formula(
    "kl_divergence",
    "The KL divergence of N(mu, exp(log_var)) from N(0, 1) in nats, summed over every element.",
    latents,
)
wide = edges(
    "kl_divergence",
    "extremes",
    "Accurate from a variance of exp(-40) to one of exp(40).",
    alike(matrices(), mu=reals(100, 1), log_var=reals(40, 1)),
    gradient=True,
)


@misconception("kl_divergence", "You averaged where the KL of independent dimensions adds up.", hint=2)
def mean_for_sum(mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean over elements."""
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).mean()


@misconception("kl_divergence", "The factor one half in front of the sum is lost.", hint=3)
def half_lost(mu: Tensor, log_var: Tensor) -> Tensor:
    """Twice the divergence."""
    return -(1 + log_var - mu**2 - log_var.exp()).sum()


@misconception("kl_divergence", "log_var is the log of a variance; you read it as a variance.", hint=1)
def log_var_as_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """The variance not exponentiated."""
    return -0.5 * (1 + torch.log(log_var) - mu**2 - log_var).sum()
