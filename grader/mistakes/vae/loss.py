"""Known mistakes in vae/loss."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import BOUNDS, SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("vae_loss", hint=2)
def reconstruction_averaged(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The pixels are averaged but the codes are summed: the KL counts too much by the number of
    pixels, and the codes collapse onto the prior.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("vae_loss", hint=2)
def kl_averaged(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The KL is averaged but the pixels are summed: it hardly counts, and the model becomes an
    autoencoder.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def both_averaged(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Both terms are averaged, each over its own number of elements: their balance is lost."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("vae_loss", hint=2)
def kl_averaged_over_batch(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged the KL over the batch, and summed the pixels over it: the KL counts too
    little by the size of the batch.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def reconstruction_averaged_over_batch(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged the pixels' term over the batch, and summed the KL over it: the KL counts
    too much by the size of the batch.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="none").sum(-1).mean() + kl


@known_mistake("vae_loss", hint=2)
def reconstruction_averaged_over_pixels(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged over the pixels of an image: its likelihood is a product over them."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="none").mean(-1).sum() + kl


@known_mistake("vae_loss", hint=2)
def divided_by_batch(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The whole loss is divided by the size of the batch: harmless in training, but not the sum
    that is asked for.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (F.binary_cross_entropy(x_recon, x, reduction="sum") + kl) / len(x)


@known_mistake("vae_loss", hint=1)
def kl_subtracted(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The KL enters with the wrong sign: training would push the codes away from the prior."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@known_mistake("vae_loss", hint=1)
def bound_not_negated(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You return the lower bound itself, which is to be maximised; a loss is minimised."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return -F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@known_mistake("vae_loss", hint=1)
def log_likelihood_added(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The first term is a log-likelihood where its negative belongs: training would make the
    pixels less likely.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - F.binary_cross_entropy(x_recon, x, reduction="sum")


@known_mistake("vae_loss", hint=1)
def kl_left_out(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only the reconstruction is there: nothing ties the codes to the prior."""
    return F.binary_cross_entropy(x_recon, x, reduction="sum")


@known_mistake("vae_loss", hint=1)
def reconstruction_left_out(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only the KL is there: nothing asks for a likeness to x."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


@known_mistake("vae_loss", hint=2)
def prediction_and_target_exchanged(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Prediction and target are exchanged: you weight the logarithm of the data by the
    prediction.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x, x_recon, reduction="sum") + kl


@known_mistake("vae_loss", hint=1)
def squared_error(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """A squared error is the likelihood of a Gaussian; these pixels are Bernoulli."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (x_recon - x).square().sum() + kl


@known_mistake("vae_loss", hint=1)
def ones_only(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only bright pixels pay in your first term: a dark one costs nothing, whatever is
    predicted.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log().clamp(min=-100)).sum()


@known_mistake("vae_loss", hint=1)
def sigmoid_twice(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You put x_recon through a sigmoid; it is a probability already."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon.sigmoid(), x, reduction="sum") + kl


@known_mistake("vae_loss", hint=1)
def target_rounded(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You rounded the target to 0 or 1; gray pixels keep their value."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, (x > 0.5).to(x), reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def half_lost(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The factor one half of the KL is lost."""
    kl = (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def log_var_as_log_std(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In the KL you read log_var as the log of a standard deviation; it is that of a variance."""
    kl = 0.5 * (mu**2 + (2 * log_var).exp() - 1 - 2 * log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def exp_forgotten(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In the KL one term needs the variance itself; you left its logarithm there."""
    kl = -0.5 * (1 + log_var - mu**2 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def one_dropped(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In the KL the constant of each element is missing: where q is the prior it must be 0."""
    kl = 0.5 * (mu**2 + log_var.exp() - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def mean_not_squared(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In the KL the mean enters as its square; you left out the square."""
    kl = 0.5 * (mu + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss")
def kl_detached(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The value is right, but the KL has no gradient: the codes never hear of the prior."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum().detach()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", bounds=BOUNDS)
def log_var_clamped(
    x_recon: Tensor,
    x: Tensor,
    mu: Tensor,
    log_var: Tensor,
    *,
    bounds: tuple[float, float] = (-10, 10),
) -> Tensor:
    """You clamped log_var in the KL: outside the bounds, value and gradient are another q's."""
    log_var = log_var.clamp(*bounds)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", eps=(*SMALL, *TINY))
def eps_in_log(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor, *, eps: float = 1e-8
) -> Tensor:
    """You added a small number inside the logarithms: that changes every value a little, and
    those of confident pixels a lot. Bound the logarithm instead.
    """
    log_p, log_q = torch.log(x_recon + eps), torch.log(1 - x_recon + eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * log_p + (1 - x) * log_q).sum()


@known_mistake("vae_loss", eps=SMALL)
def probability_clamped(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor, *, eps: float = 1e-7
) -> Tensor:
    """You clamped x_recon away from 0 and 1 by so much that confident pixels cost the wrong
    amount. Bound the logarithm instead.
    """
    x_recon = x_recon.clamp(eps, 1 - eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss")
def certainty_changed_in_place(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Where x_recon is exactly 0 or 1 you changed it in place: the caller's tensor, too."""
    eps = torch.finfo(x_recon.dtype).eps
    x_recon.data.clamp_(eps, 1 - eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def logarithm_of_zero(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """A logarithm of 0 is infinite, and 0 times infinity is nan: a pixel predicted with
    certainty spoils your loss.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log() + (1 - x) * (1 - x_recon).log()).sum()


@known_mistake("vae_loss", hint=2)
def likelihoods_multiplied(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the likelihoods of the pixels before you took the logarithm: the product
    of many is 0 in floating point.
    """
    likelihoods = x_recon**x * (1 - x_recon) ** (1 - x)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - likelihoods.prod().log()


@known_mistake("vae_loss", hint=2)
def variances_multiplied(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In the KL you multiplied the variances before you took the logarithm: the product of many
    is 0 in floating point, or infinite.
    """
    variance = log_var.exp()
    kl = 0.5 * ((mu**2 + variance - 1).sum() - variance.prod().log())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl
