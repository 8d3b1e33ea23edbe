"""Known mistakes in vae/loss."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import BOUNDS, SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("vae_loss", hint=2)
def reconstruction_averaged(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged the pixels' term and summed the KL, which then counts too much by the number
    of pixels: codes collapse onto the prior.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("vae_loss", hint=2)
def kl_averaged(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged the KL and summed the pixels' term: the KL hardly counts, and the model
    becomes an autoencoder.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def both_averaged(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged both terms, each over its own number of elements: that changes their balance."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("vae_loss", hint=2)
def kl_averaged_over_batch(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged the KL over the batch and summed the pixels over it: the KL counts too
    little by the batch size.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def reconstruction_averaged_over_batch(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged the pixels' term over the batch and summed the KL over it: the KL counts too
    much by the batch size.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="none").sum(-1).mean() + kl


@known_mistake("vae_loss", hint=2)
def reconstruction_averaged_over_pixels(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged over the pixels of each image, whose log-likelihoods add up: the KL counts
    too much by the number of pixels.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="none").mean(-1).sum() + kl


@known_mistake("vae_loss", hint=2)
def mean_times_a_fixed_count(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the mean over the pixels by 784, whatever their number; a sum counts those
    there are, the whole batch's.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return 784 * F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("vae_loss", hint=2)
def kl_divided_by_pixels(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You divided the KL by the number of pixels, but not their own term, which is summed: the KL
    hardly counts.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum() / x.numel()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def one_loss_per_image(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned one loss for each image; the sum is over the batch too."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)
    return F.binary_cross_entropy(x_recon, x, reduction="none").sum(-1) + kl


@known_mistake("vae_loss", hint=2)
def pixels_not_summed(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your pixels' term is not summed (`reduction="none"`), and the whole KL is added to each
    pixel.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="none") + kl


@known_mistake("vae_loss", hint=2)
def divided_by_batch(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your whole loss is divided by the batch size: the balance of its terms is right, but
    their sum is asked for.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (F.binary_cross_entropy(x_recon, x, reduction="sum") + kl) / len(x)


@known_mistake("vae_loss", hint=1)
def kl_subtracted(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your KL enters with the wrong sign: training would push the codes away from the prior."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@known_mistake("vae_loss", hint=1)
def bound_not_negated(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned the ELBO itself, which is to be maximized; the loss is its negative."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return -F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@known_mistake("vae_loss", hint=1)
def log_likelihood_added(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your first term is the log-likelihood without its minus: training would make the pixels
    less likely.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - F.binary_cross_entropy(x_recon, x, reduction="sum")


@known_mistake("vae_loss", hint=1)
def kl_left_out(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only the reconstruction counts in your loss: nothing ties the codes to the prior."""
    return F.binary_cross_entropy(x_recon, x, reduction="sum")


@known_mistake("vae_loss", hint=1)
def reconstruction_left_out(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only the KL counts in your loss: nothing asks the reconstruction to be like x."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


@known_mistake("vae_loss", hint=2)
def prediction_and_target_exchanged(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Prediction and target are exchanged in your cross-entropy: the logarithms belong to
    x_recon, the weights in front of them to x.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x, x_recon, reduction="sum") + kl


@known_mistake("vae_loss", hint=1)
def squared_error(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your first term is a squared error, the likelihood of Gaussian pixels with a fixed
    variance; these pixels are Bernoulli.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (x_recon - x).square().sum() + kl


@known_mistake("vae_loss", hint=1)
def ones_only(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your first term counts only x*log(x_recon): a dark pixel costs nothing, whatever is
    predicted. The part for 1-x is missing.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log().clamp(min=-100)).sum()


@known_mistake("vae_loss", hint=1)
def sigmoid_twice(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You put x_recon through a sigmoid, as a cross-entropy with logits does; it is a
    probability already.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon.sigmoid(), x, reduction="sum") + kl


@known_mistake("vae_loss", hint=1)
def target_rounded(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You turned the target into 0 or 1; a gray pixel keeps its value, as a soft target."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, (x > 0.5).to(x), reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def half_lost(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your KL counts twice: its one half, which comes from the Gaussian's exponent, is lost, or
    it is weighted by 2.
    """
    kl = (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2, beta=(4.0, 10.0, 0.5, 0.1, 0.001))
def kl_weighted(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor, *, beta: float = 0.25
) -> Tensor:
    """Your KL is multiplied by a constant, as in a beta-VAE; with any weight but 1, the sum is not
    the negative ELBO.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + beta * kl


@known_mistake("vae_loss", hint=2)
def log_var_as_log_std(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, log_var is taken for the logarithm of the standard deviation; it is that of
    the variance.
    """
    kl = 0.5 * (mu**2 + (2 * log_var).exp() - 1 - 2 * log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def exp_forgotten(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, log_var has no part, as when its exponential is forgotten and the two terms
    in it cancel.
    """
    kl = -0.5 * (1 + log_var - mu**2 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def std_for_variance(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, the standard deviation stands where the variance belongs: halving log_var takes a
    root.
    """
    kl = 0.5 * (mu**2 + (0.5 * log_var).exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def one_dropped(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, the constant 1 of each element is missing: where q is the prior, the KL must
    be 0.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def mean_not_squared(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, the mean stands without a square: a negative mean would lower it."""
    kl = 0.5 * (mu + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss")
def kl_detached(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The value is right, but your KL has no gradient: it is computed outside of autograd, so
    the prior teaches nothing.
    """
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
    """In your KL, log_var is clamped: beyond the bound, the value is that of another q, and
    log_var gets no gradient.
    """
    log_var = log_var.clamp(*bounds)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", eps=(*SMALL, *TINY))
def eps_in_log(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor, *, eps: float = 1e-8
) -> Tensor:
    """You added a small number inside the logarithms: that changes every value a little, and
    confident pixels a lot. Bound the logarithm instead.
    """
    log_p, log_q = torch.log(x_recon + eps), torch.log(1 - x_recon + eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * log_p + (1 - x) * log_q).sum()


@known_mistake("vae_loss", least=(5.0, 16.0, 20.0))
def logarithms_floored_early(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor, *, least: float = 10.0
) -> Tensor:
    """The floor under your logarithms is too high: confident and wrong pixels cost less than they
    should.
    """
    log_p = x_recon.log().clamp(min=-least)
    log_q = (1 - x_recon).log().clamp(min=-least)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * log_p + (1 - x) * log_q).sum()


@known_mistake("vae_loss", eps=SMALL)
def probability_clamped(
    x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor, *, eps: float = 1e-7
) -> Tensor:
    """You clamped x_recon away from 0 and 1 so far that confident pixels cost the wrong amount.
    Bound the logarithm instead.
    """
    x_recon = x_recon.clamp(eps, 1 - eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss")
def certainty_changed_in_place(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Where x_recon is exactly 0 or 1 you changed it in place, and with it the caller's tensor."""
    eps = torch.finfo(x_recon.dtype).eps
    x_recon.data.clamp_(eps, 1 - eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("vae_loss", hint=2)
def logarithm_of_zero(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Where x_recon is exactly 0 or 1, a logarithm is infinite, and 0 times infinity is nan:
    one such pixel spoils the loss.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log() + (1 - x) * (1 - x_recon).log()).sum()


@known_mistake("vae_loss", hint=2)
def infinity_not_bounded(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only 0 times the log of 0 is saved, as `xlogy` does: where x_recon is exactly 0 or 1 and the
    pixel is not, the loss is infinite.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    likely: Tensor = torch.xlogy(x, x_recon) + torch.special.xlog1py(1 - x, -x_recon)
    return kl - likely.sum()


@known_mistake("vae_loss", hint=2)
def likelihoods_multiplied(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the pixels' likelihoods before taking the logarithm: the product of many
    is 0 in floating point. Sum the logarithms.
    """
    likelihoods = x_recon**x * (1 - x_recon) ** (1 - x)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - likelihoods.prod().log()


@known_mistake("vae_loss", hint=2)
def variances_multiplied(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, variances are multiplied before the logarithm is taken: the product of many
    is 0 or infinite. Sum log_var instead.
    """
    variance = log_var.exp()
    kl = 0.5 * ((mu**2 + variance - 1).sum() - variance.prod().log())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl
