"""Known mistakes in vae/model."""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import BOUNDS, SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("VAE.encode", hint=2)
def heads_exchanged(self: Any, x: Tensor) -> Any:
    """The two heads are exchanged: the mean comes first, then the log-variance."""
    hidden = self.encoder(x)
    return self.log_var_head(hidden), self.mu_head(hidden)


@known_mistake("VAE.encode", hint=2)
def one_head_for_both(self: Any, x: Tensor) -> Any:
    """You used the mean's head for both parameters: your log-variance repeats the mean, and its
    own head never learns.
    """
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.mu_head(hidden)


@known_mistake("VAE.encode", hint=2)
def variance_returned(self: Any, x: Tensor) -> Any:
    """You returned the variance, exp of the head; its logarithm is asked for, which is the
    head's output as it is.
    """
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.log_var_head(hidden).exp()


@known_mistake("VAE.encode", hint=2)
def std_returned(self: Any, x: Tensor) -> Any:
    """You returned the standard deviation; the log-variance is asked for, which is the head's
    output as it is.
    """
    hidden = self.encoder(x)
    return self.mu_head(hidden), (0.5 * self.log_var_head(hidden)).exp()


@known_mistake("VAE.encode", hint=2)
def relu_after_the_mean(self: Any, x: Tensor) -> Any:
    """A ReLU follows the mean's head: no code could have a negative mean, though the prior is
    centered at 0.
    """
    hidden = self.encoder(x)
    return self.mu_head(hidden).relu(), self.log_var_head(hidden)


@known_mistake("VAE.encode", hint=2)
def relu_after_both_heads(self: Any, x: Tensor) -> Any:
    """A ReLU follows both heads: no code could have a negative mean, or a variance below 1."""
    hidden = self.encoder(x)
    return self.mu_head(hidden).relu(), self.log_var_head(hidden).relu()


@known_mistake("VAE.encode", hint=2)
def tanh_after_the_mean(self: Any, x: Tensor) -> Any:
    """A tanh follows the mean's head and keeps it between -1 and 1; nothing in q asks for that."""
    hidden = self.encoder(x)
    return self.mu_head(hidden).tanh(), self.log_var_head(hidden)


@known_mistake("VAE.encode", hint=2)
def softplus_after_log_var(self: Any, x: Tensor) -> Any:
    """A softplus follows the log-variance's head and makes it positive; a log-variance may have
    either sign.
    """
    hidden = self.encoder(x)
    return self.mu_head(hidden), F.softplus(self.log_var_head(hidden))


@known_mistake("VAE.encode", bounds=BOUNDS)
def log_var_clamped(self: Any, x: Tensor, *, bounds: tuple[float, float] = (-10, 10)) -> Any:
    """Your log-variance is clamped; the head's output is asked for as it is."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.log_var_head(hidden).clamp(*bounds)


@known_mistake("VAE.encode", hint=1)
def features_detached(self: Any, x: Tensor) -> Any:
    """No gradient comes through the features, so the encoder never learns: it is cut off before
    the heads.
    """
    hidden = self.encoder(x).detach()
    return self.mu_head(hidden), self.log_var_head(hidden)


@known_mistake("VAE.encode", hint=1)
def relu_left_out(self: Any, x: Tensor) -> Any:
    """You applied only the encoder's linear layer; the ReLU after it is missing, so the heads
    see other features.
    """
    hidden = self.encoder[0](x)
    return self.mu_head(hidden), self.log_var_head(hidden)


@known_mistake("VAE.encode", hint=2)
def mean_alone(self: Any, x: Tensor) -> Any:
    """You returned the mean alone; q has two parameters, and the log-variance is missing."""
    return self.mu_head(self.encoder(x))


@known_mistake("VAE.reparameterise", hint=2)
def variance_for_std(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by the variance, exp(log_var); a standard normal is stretched by
    its root, the standard deviation.
    """
    return mu + log_var.exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def half_outside(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by half of the variance. Taking a root means halving the
    logarithm, before the exponential.
    """
    return mu + 0.5 * log_var.exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def log_var_as_std(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by log_var itself; it is the logarithm of a variance, and may be
    negative.
    """
    return mu + log_var * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def noise_not_scaled(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your noise is added as it is: log_var has no part in the sample, whose variance is always
    1.
    """
    return mu + torch.randn_like(log_var)


@known_mistake("VAE.reparameterise", hint=2)
def mean_scaled(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You stretched after shifting, so the mean is multiplied by the standard deviation too:
    scale the noise, then add mu.
    """
    return (mu + torch.randn_like(mu)) * (0.5 * log_var).exp()


@known_mistake("VAE.reparameterise", hint=2)
def mean_left_out(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your sample is centered at 0: mu has no part in it."""
    return (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def uniform_noise(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your sample is not centered at mu: its noise does not average to 0, nor does that of
    `rand`, uniform on [0, 1).
    """
    return mu + (0.5 * log_var).exp() * torch.rand_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def noise_bounded(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your noise is too narrow and never large, like uniform numbers between -1 and 1; draw it from
    a standard normal.
    """
    return mu + (0.5 * log_var).exp() * (2 * torch.rand_like(mu) - 1)


@known_mistake("VAE.reparameterise", hint=2)
def noise_too_narrow(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The spread of your noise is below 1, as when it is multiplied by a temperature or several
    draws are averaged.
    """
    return mu + 0.9 * (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise")
def noise_with_gradients_only(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Where no gradient is recorded, your noise is missing or shared; a sample must be random
    under `no_grad` too.
    """
    if not torch.is_grad_enabled():
        return mu
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def mean_only(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned the mean: your sample has no randomness, and log_var no part in it."""
    return mu.clone()


@known_mistake("VAE.reparameterise", hint=2)
def noise_left_out(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You added a fixed multiple of the standard deviation: without noise, your sample has no
    randomness.
    """
    return mu + (0.5 * log_var).exp()


@known_mistake("VAE.reparameterise", hint=2)
def one_noise_for_the_batch(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Every row gets the same noise, so the codes of a batch move together: draw a number for
    each element.
    """
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[:1])


@known_mistake("VAE.reparameterise", hint=2)
def one_noise_per_row(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """All dimensions of a row get the same noise, so its code moves along one line: draw a
    number for each element.
    """
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[:, :1])


@known_mistake("VAE.reparameterise", hint=1)
def seeded_inside(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Every call draws the same noise, as when a seed is set inside, the generator is put back,
    or the noise is kept.
    """
    torch.manual_seed(0)
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=1)
def sampled_outside_autograd(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient comes back through your sample, as when `torch.normal` is given mu and sigma,
    or under `no_grad` or `detach`.
    """
    return torch.normal(mu, (0.5 * log_var).exp())


@known_mistake("VAE.reparameterise", hint=1)
def std_detached(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient reaches log_var through the sample, so the encoder cannot learn its
    uncertainty.
    """
    return mu + (0.5 * log_var).exp().detach() * torch.randn_like(mu)


@known_mistake("VAE.forward", hint=2)
def mean_decoded(self: Any, x: Tensor) -> Any:
    """You decoded the mean, not a sample: without randomness this is an autoencoder."""
    mu, log_var = self.encode(x)
    return self.decoder(mu), mu, log_var


@known_mistake("VAE.forward", hint=2)
def order_of_results(self: Any, x: Tensor) -> Any:
    """Your results are in the wrong order: the reconstruction comes before the codes'
    parameters.
    """
    mu, log_var = self.encode(x)
    return mu, log_var, self.decoder(self.reparameterise(mu, log_var))


@known_mistake("VAE.forward", hint=2)
def log_var_before_mu(self: Any, x: Tensor) -> Any:
    """Your log-variance comes before the mean: `loss` would take each for the other."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)), log_var, mu


@known_mistake("VAE.forward", hint=2)
def reconstruction_alone(self: Any, x: Tensor) -> Any:
    """You returned the reconstruction alone; the loss needs mean and log-variance of the codes,
    too.
    """
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var))


@known_mistake("VAE.forward", hint=2)
def sample_for_mean(self: Any, x: Tensor) -> Any:
    """You returned the sample where the mean belongs, so the KL would be that of noise."""
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), z, log_var


@known_mistake("VAE.forward", hint=2)
def sample_returned_too(self: Any, x: Tensor) -> Any:
    """You returned the sample as well; three results are asked for."""
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), mu, log_var, z


@known_mistake("VAE.forward", hint=2)
def variance_for_log_var(self: Any, x: Tensor) -> Any:
    """Your third result is the variance; its logarithm is asked for."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)), mu, log_var.exp()


@known_mistake("VAE.forward", hint=2)
def sampled_from_the_variance(self: Any, x: Tensor) -> Any:
    """You passed the variance, exp(log_var), to `reparameterise`, which takes its logarithm:
    the sample is spread wrongly.
    """
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var.exp())), mu, log_var


@known_mistake("VAE.forward", hint=2)
def parameters_exchanged(self: Any, x: Tensor) -> Any:
    """Your sample takes the mean for the log-variance and the other way round: check the order
    at `encode` and `reparameterise`.
    """
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(log_var, mu)), mu, log_var


@known_mistake("VAE.forward", hint=1)
def sigmoid_twice(self: Any, x: Tensor) -> Any:
    """You put the reconstruction through a sigmoid; the decoder ends in one already."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)).sigmoid(), mu, log_var


@known_mistake("VAE.forward", hint=1)
def sigmoid_left_out(self: Any, x: Tensor) -> Any:
    """You left out the decoder's last layer, the sigmoid: these are logits, not probabilities."""
    mu, log_var = self.encode(x)
    return self.decoder[:-1](self.reparameterise(mu, log_var)), mu, log_var


@known_mistake("VAE.forward", hint=2)
def sample_detached(self: Any, x: Tensor) -> Any:
    """No gradient comes back through the sample: the encoder learns nothing from the
    reconstruction.
    """
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var).detach()), mu, log_var


@known_mistake("VAE.forward", hint=2)
def spread_detached(self: Any, x: Tensor) -> Any:
    """No gradient reaches the log-variance through the sample: its head learns from the KL
    alone.
    """
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var.detach())), mu, log_var


@known_mistake("VAE.forward", hint=1)
def reconstruction_rounded(self: Any, x: Tensor) -> Any:
    """You rounded the reconstruction to 0 and 1; the probabilities are asked for, and rounding
    has no gradient.
    """
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)).round(), mu, log_var


@known_mistake("VAE.loss", hint=3)
def prediction_and_target_exchanged(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Prediction and target are exchanged in your cross-entropy: `loss` takes x first,
    `F.binary_cross_entropy` the prediction.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x, x_recon, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def reconstruction_averaged(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged the pixels' term and summed the KL, which then counts too much by the number
    of pixels: codes collapse onto the prior.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("VAE.loss", hint=2)
def kl_averaged(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged the KL and summed the pixels' term: the KL hardly counts, and the model
    becomes an autoencoder.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def both_averaged(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You averaged both terms, each over its own number of elements: that changes their balance."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("VAE.loss", hint=2)
def kl_averaged_over_batch(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged the KL over the batch and summed the pixels over it: the KL counts too
    little by the batch size.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def reconstruction_averaged_over_batch(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged the pixels' term over the batch and summed the KL over it: the KL counts too
    much by the batch size.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="none").sum(-1).mean() + kl


@known_mistake("VAE.loss", hint=2)
def divided_by_batch(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your whole loss is divided by the batch size: the balance of its terms is right, but
    their sum is asked for.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (F.binary_cross_entropy(x_recon, x, reduction="sum") + kl) / len(x)


@known_mistake("VAE.loss", hint=2)
def kl_subtracted(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your KL enters with the wrong sign: training would push the codes away from the prior."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@known_mistake("VAE.loss", hint=2)
def bound_not_negated(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned the ELBO itself, which is to be maximized; the loss is its negative."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return -F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@known_mistake("VAE.loss", hint=1)
def kl_left_out(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only the reconstruction counts in your loss: nothing ties the codes to the prior."""
    return F.binary_cross_entropy(x_recon, x, reduction="sum")


@known_mistake("VAE.loss", hint=1)
def reconstruction_left_out(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Only the KL counts in your loss: nothing asks the reconstruction to be like x."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


@known_mistake("VAE.loss", hint=1)
def squared_error(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your first term is a squared error, the likelihood of Gaussian pixels with a fixed
    variance; these pixels are Bernoulli.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (x_recon - x).square().sum() + kl


@known_mistake("VAE.loss", hint=2)
def ones_only(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your first term counts only x*log(x_recon): a dark pixel costs nothing, whatever is
    predicted. The part for 1-x is missing.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log().clamp(min=-100)).sum()


@known_mistake("VAE.loss", hint=2)
def half_lost(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your KL counts twice: its one half, which comes from the Gaussian's exponent, is lost, or
    it is weighted by 2.
    """
    kl = (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2, beta=(4.0, 10.0, 0.5, 0.1, 0.001))
def kl_weighted(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor, *, beta: float = 0.25
) -> Tensor:
    """Your KL is multiplied by a constant, as in a beta-VAE; with any weight but 1, the sum is not
    the negative ELBO.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + beta * kl


@known_mistake("VAE.loss", hint=2)
def log_var_as_log_std(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """In your KL, log_var is taken for the logarithm of the standard deviation; it is that of
    the variance.
    """
    kl = 0.5 * (mu**2 + (2 * log_var).exp() - 1 - 2 * log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def exp_forgotten(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, log_var has no part, as when its exponential is forgotten and the two terms
    in it cancel.
    """
    kl = -0.5 * (1 + log_var - mu**2 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def std_for_variance(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, the standard deviation stands where the variance belongs: halving log_var takes a
    root.
    """
    kl = 0.5 * (mu**2 + (0.5 * log_var).exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def one_dropped(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In your KL, the constant 1 of each element is missing: where q is the prior, the KL must
    be 0.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss")
def kl_detached(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The value is right, but your KL has no gradient: it is computed outside of autograd, so
    the prior teaches nothing.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum().detach()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", eps=(*SMALL, *TINY))
def eps_in_log(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor, *, eps: float = 1e-8
) -> Tensor:
    """You added a small number inside the logarithms: that changes every value a little, and
    confident pixels a lot. Bound the logarithm instead.
    """
    log_p, log_q = torch.log(x_recon + eps), torch.log(1 - x_recon + eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * log_p + (1 - x) * log_q).sum()


@known_mistake("VAE.loss", eps=SMALL)
def probability_clamped(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor, *, eps: float = 1e-7
) -> Tensor:
    """You clamped x_recon away from 0 and 1 so far that confident pixels cost the wrong amount.
    Bound the logarithm instead.
    """
    x_recon = x_recon.clamp(eps, 1 - eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss")
def certainty_changed_in_place(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Where x_recon is exactly 0 or 1 you changed it in place, and with it the caller's tensor."""
    eps = torch.finfo(x_recon.dtype).eps
    x_recon.data.clamp_(eps, 1 - eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss")
def logarithm_of_zero(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Where x_recon is exactly 0 or 1, a logarithm is infinite, and 0 times infinity is nan:
    one such pixel spoils the loss.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log() + (1 - x) * (1 - x_recon).log()).sum()


@known_mistake("VAE.loss", hint=2)
def infinity_not_bounded(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Only 0 times the log of 0 is saved, as `xlogy` does: where x_recon is exactly 0 or 1 and the
    pixel is not, the loss is infinite.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    likely: Tensor = torch.xlogy(x, x_recon) + torch.special.xlog1py(1 - x, -x_recon)
    return kl - likely.sum()


@known_mistake("VAE.loss", hint=2)
def likelihoods_multiplied(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You multiplied the pixels' likelihoods before taking the logarithm: the product of many
    is 0 in floating point. Sum the logarithms.
    """
    likelihoods = x_recon**x * (1 - x_recon) ** (1 - x)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - likelihoods.prod().log()


@known_mistake("VAE.loss", hint=2)
def variances_multiplied(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """In your KL, variances are multiplied before the logarithm is taken: the product of many
    is 0 or infinite. Sum log_var instead.
    """
    variance = log_var.exp()
    kl = 0.5 * ((mu**2 + variance - 1).sum() - variance.prod().log())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.reparameterise", hint=2, factor=(0.97, 0.98, 1.01, 1.02, 1.03))
def spread_a_little_off(self: Any, mu: Tensor, log_var: Tensor, *, factor: float = 0.99) -> Tensor:
    """The spread of your noise is off by a few percent: a standard normal has variance 1 and
    needs no factor.
    """
    return mu + factor * (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def sum_of_uniforms(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The tails of your noise are too light, as those of a sum of twelve uniform numbers are: a
    normal law has no end.
    """
    noise = torch.stack([torch.rand_like(mu) for _ in range(12)]).sum(0) - 6
    return mu + (0.5 * log_var).exp() * noise
