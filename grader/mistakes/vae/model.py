"""Known mistakes in vae/model."""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import BOUNDS, SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("VAE.encode", hint=2)
def heads_exchanged(self: Any, x: Tensor) -> Any:
    """The two heads are exchanged: what the mean's head gives comes second."""
    hidden = self.encoder(x)
    return self.log_var_head(hidden), self.mu_head(hidden)


@known_mistake("VAE.encode", hint=2)
def one_head_for_both(self: Any, x: Tensor) -> Any:
    """You used one head for both parameters: the log-variance repeats the mean."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.mu_head(hidden)


@known_mistake("VAE.encode", hint=2)
def variance_returned(self: Any, x: Tensor) -> Any:
    """You return the variance; what is wanted is its logarithm, as the head gives it."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.log_var_head(hidden).exp()


@known_mistake("VAE.encode", hint=2)
def std_returned(self: Any, x: Tensor) -> Any:
    """You return the standard deviation; what is wanted is the logarithm of the variance."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), (0.5 * self.log_var_head(hidden)).exp()


@known_mistake("VAE.encode", hint=2)
def relu_after_the_mean(self: Any, x: Tensor) -> Any:
    """A ReLU after the mean's head leaves no code a negative mean: one orthant of the space."""
    hidden = self.encoder(x)
    return self.mu_head(hidden).relu(), self.log_var_head(hidden)


@known_mistake("VAE.encode", hint=2)
def relu_after_both_heads(self: Any, x: Tensor) -> Any:
    """A ReLU after the heads: no code has a negative mean, or a variance below 1."""
    hidden = self.encoder(x)
    return self.mu_head(hidden).relu(), self.log_var_head(hidden).relu()


@known_mistake("VAE.encode", hint=2)
def tanh_after_the_mean(self: Any, x: Tensor) -> Any:
    """A tanh after the mean's head keeps codes between -1 and 1; nothing in q asks for that."""
    hidden = self.encoder(x)
    return self.mu_head(hidden).tanh(), self.log_var_head(hidden)


@known_mistake("VAE.encode", hint=2)
def softplus_after_log_var(self: Any, x: Tensor) -> Any:
    """A softplus after the head makes the log-variance positive; it may have any sign."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), F.softplus(self.log_var_head(hidden))


@known_mistake("VAE.encode", bounds=BOUNDS)
def log_var_clamped(self: Any, x: Tensor, *, bounds: tuple[float, float] = (-10, 10)) -> Any:
    """You clamped the log-variance; the head's output is wanted as it is."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.log_var_head(hidden).clamp(*bounds)


@known_mistake("VAE.encode", hint=1)
def features_detached(self: Any, x: Tensor) -> Any:
    """No gradient comes through the features: the encoder's first layer never learns."""
    hidden = self.encoder(x).detach()
    return self.mu_head(hidden), self.log_var_head(hidden)


@known_mistake("VAE.encode", hint=1)
def relu_left_out(self: Any, x: Tensor) -> Any:
    """You applied the encoder's linear layer without what comes after it."""
    hidden = self.encoder[0](x)
    return self.mu_head(hidden), self.log_var_head(hidden)


@known_mistake("VAE.encode", hint=2)
def mean_alone(self: Any, x: Tensor) -> Any:
    """You return the mean alone; q has two parameters."""
    return self.mu_head(self.encoder(x))


@known_mistake("VAE.reparameterise", hint=2)
def variance_for_std(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by the variance; what stretches a standard normal is its root."""
    return mu + log_var.exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def half_outside(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You halved the variance; halving its logarithm, before the exponential, is another thing."""
    return mu + 0.5 * log_var.exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def log_var_as_std(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You used log_var itself as the standard deviation; it is a logarithm, and may be negative."""
    return mu + log_var * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def noise_not_scaled(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise is added as it is: log_var has no part in your sample."""
    return mu + torch.randn_like(log_var)


@known_mistake("VAE.reparameterise", hint=2)
def mean_scaled(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You stretched after shifting, so that the mean is stretched too."""
    return (mu + torch.randn_like(mu)) * (0.5 * log_var).exp()


@known_mistake("VAE.reparameterise", hint=2)
def mean_left_out(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The sample is centred at 0: mu has no part in it."""
    return (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def uniform_noise(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your sample is not centred at mu: the noise must average to 0, and that of `rand`,
    uniform on [0, 1), say, does not.
    """
    return mu + (0.5 * log_var).exp() * torch.rand_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def noise_too_narrow(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your noise is too narrow: a standard normal has variance 1, and tails."""
    return mu + 0.9 * (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise")
def noise_with_gradients_only(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Without gradients every element gets the same noise or none: sampling is no matter of
    training.
    """
    if not torch.is_grad_enabled():
        return mu
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def mean_only(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned the mean: there is no randomness in your sample."""
    return mu.clone()


@known_mistake("VAE.reparameterise", hint=2)
def noise_left_out(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """A fixed multiple of the standard deviation is added: there is no randomness in your
    sample.
    """
    return mu + (0.5 * log_var).exp()


@known_mistake("VAE.reparameterise", hint=2)
def one_noise_for_the_batch(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Every row gets the same noise: the codes of a batch move together."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[:1])


@known_mistake("VAE.reparameterise", hint=2)
def one_noise_per_row(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """All dimensions of a row get the same noise: its code moves along one line only."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[:, :1])


@known_mistake("VAE.reparameterise", hint=1)
def seeded_inside(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Every call draws the same noise: a seed is set inside, or the noise is kept between calls."""
    torch.manual_seed(0)
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=1)
def sampled_outside_autograd(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient comes back from your sample, as if it were drawn by a generator that takes
    the parameters, or detached.
    """
    return torch.normal(mu, (0.5 * log_var).exp())


@known_mistake("VAE.reparameterise", hint=1)
def std_detached(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient reaches log_var through the sample: the encoder cannot learn its uncertainty."""
    return mu + (0.5 * log_var).exp().detach() * torch.randn_like(mu)


@known_mistake("VAE.forward", hint=2)
def mean_decoded(self: Any, x: Tensor) -> Any:
    """You decoded the mean: without a sample this is an autoencoder."""
    mu, log_var = self.encode(x)
    return self.decoder(mu), mu, log_var


@known_mistake("VAE.forward", hint=2)
def order_of_results(self: Any, x: Tensor) -> Any:
    """You return the codes' parameters before the reconstruction."""
    mu, log_var = self.encode(x)
    return mu, log_var, self.decoder(self.reparameterise(mu, log_var))


@known_mistake("VAE.forward", hint=2)
def log_var_before_mu(self: Any, x: Tensor) -> Any:
    """You return the log-variance before the mean."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)), log_var, mu


@known_mistake("VAE.forward", hint=2)
def reconstruction_alone(self: Any, x: Tensor) -> Any:
    """You return the reconstruction alone; the loss needs the codes' parameters too."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var))


@known_mistake("VAE.forward", hint=2)
def sample_for_mean(self: Any, x: Tensor) -> Any:
    """You return the sample where the mean belongs: the KL would be computed from noise."""
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), z, log_var


@known_mistake("VAE.forward", hint=2)
def sample_returned_too(self: Any, x: Tensor) -> Any:
    """You return the sample too; three results are wanted."""
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), mu, log_var, z


@known_mistake("VAE.forward", hint=2)
def variance_for_log_var(self: Any, x: Tensor) -> Any:
    """You return the variance where its logarithm belongs."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)), mu, log_var.exp()


@known_mistake("VAE.forward", hint=2)
def sampled_from_the_variance(self: Any, x: Tensor) -> Any:
    """You sample with the variance where the method takes its logarithm."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var.exp())), mu, log_var


@known_mistake("VAE.forward", hint=2)
def parameters_exchanged(self: Any, x: Tensor) -> Any:
    """You sample with the mean and the log-variance exchanged."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(log_var, mu)), mu, log_var


@known_mistake("VAE.forward", hint=1)
def sigmoid_twice(self: Any, x: Tensor) -> Any:
    """You put the reconstruction through a sigmoid; the decoder ends in one already."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)).sigmoid(), mu, log_var


@known_mistake("VAE.forward", hint=1)
def sigmoid_left_out(self: Any, x: Tensor) -> Any:
    """You left out the decoder's last step: these are logits, not probabilities."""
    mu, log_var = self.encode(x)
    return self.decoder[:-1](self.reparameterise(mu, log_var)), mu, log_var


@known_mistake("VAE.forward", hint=2)
def sample_detached(self: Any, x: Tensor) -> Any:
    """No gradient comes through the sample: the reconstruction teaches the encoder nothing."""
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
    """You rounded the reconstruction; what is wanted are its probabilities."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)).round(), mu, log_var


@known_mistake("VAE.loss", hint=3)
def prediction_and_target_exchanged(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Prediction and target are exchanged: mind that here x comes first, and in the library the
    prediction.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x, x_recon, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def reconstruction_averaged(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The pixels are averaged but the codes are summed: the KL counts too much by the number of
    pixels.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("VAE.loss", hint=2)
def kl_averaged(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The KL is averaged but the pixels are summed: it hardly counts, and the model becomes an
    autoencoder.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def both_averaged(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Both terms are averaged, each over its own number of elements: their balance is lost."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x) + kl


@known_mistake("VAE.loss", hint=2)
def kl_averaged_over_batch(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged the KL over the batch, and summed the pixels over it: the KL counts too
    little by the size of the batch.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def reconstruction_averaged_over_batch(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You averaged the pixels' term over the batch, and summed the KL over it."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="none").sum(-1).mean() + kl


@known_mistake("VAE.loss", hint=2)
def divided_by_batch(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The whole loss is divided by the size of the batch: harmless in training, but not the sum
    that is asked for.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (F.binary_cross_entropy(x_recon, x, reduction="sum") + kl) / len(x)


@known_mistake("VAE.loss", hint=2)
def kl_subtracted(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The KL enters with the wrong sign: training would push the codes away from the prior."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@known_mistake("VAE.loss", hint=2)
def bound_not_negated(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """You return the lower bound itself, which is to be maximised; a loss is minimised."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return -F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@known_mistake("VAE.loss", hint=1)
def kl_left_out(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only the reconstruction is there: nothing ties the codes to the prior."""
    return F.binary_cross_entropy(x_recon, x, reduction="sum")


@known_mistake("VAE.loss", hint=1)
def reconstruction_left_out(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Only the KL is there: nothing asks for a likeness to x."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


@known_mistake("VAE.loss", hint=1)
def squared_error(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """A squared error is the likelihood of a Gaussian; these pixels are Bernoulli."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (x_recon - x).square().sum() + kl


@known_mistake("VAE.loss", hint=2)
def ones_only(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Only bright pixels pay in your first term: a dark one costs nothing, whatever is
    predicted.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log().clamp(min=-100)).sum()


@known_mistake("VAE.loss", hint=2)
def half_lost(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The factor one half of the KL is lost."""
    kl = (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def log_var_as_log_std(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """In the KL you read log_var as the log of a standard deviation; it is that of a variance."""
    kl = 0.5 * (mu**2 + (2 * log_var).exp() - 1 - 2 * log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def exp_forgotten(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In the KL one term needs the variance itself; you left its logarithm there."""
    kl = -0.5 * (1 + log_var - mu**2 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", hint=2)
def one_dropped(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """In the KL the constant of each element is missing: where q is the prior it must be 0."""
    kl = 0.5 * (mu**2 + log_var.exp() - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss")
def kl_detached(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The value is right, but the KL has no gradient: the codes never hear of the prior."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum().detach()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss", eps=(*SMALL, *TINY))
def eps_in_log(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor, *, eps: float = 1e-8
) -> Tensor:
    """You added a small number inside the logarithms: that changes every value a little, and
    those of confident pixels a lot.
    """
    log_p, log_q = torch.log(x_recon + eps), torch.log(1 - x_recon + eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * log_p + (1 - x) * log_q).sum()


@known_mistake("VAE.loss")
def certainty_changed_in_place(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Where x_recon is exactly 0 or 1 you changed it in place: the caller's tensor, too."""
    eps = torch.finfo(x_recon.dtype).eps
    x_recon.data.clamp_(eps, 1 - eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.loss")
def logarithm_of_zero(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """A logarithm of 0 is infinite, and 0 times infinity is nan: a pixel predicted with
    certainty spoils your loss.
    """
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log() + (1 - x) * (1 - x_recon).log()).sum()


@known_mistake("VAE.loss", hint=2)
def likelihoods_multiplied(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """You multiplied the likelihoods of the pixels before you took the logarithm: the product
    of many is 0 in floating point.
    """
    likelihoods = x_recon**x * (1 - x_recon) ** (1 - x)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - likelihoods.prod().log()


@known_mistake("VAE.loss", hint=2)
def variances_multiplied(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """In the KL you multiplied the variances before you took the logarithm: the product of many
    is 0 in floating point, or infinite.
    """
    variance = log_var.exp()
    kl = 0.5 * ((mu**2 + variance - 1).sum() - variance.prod().log())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@known_mistake("VAE.reparameterise", hint=2, factor=(0.97, 0.98, 1.01, 1.02, 1.03))
def spread_a_little_off(self: Any, mu: Tensor, log_var: Tensor, *, factor: float = 0.99) -> Tensor:
    """The spread of your noise is off by a few percent: a standard normal has variance 1, and
    needs no factor.
    """
    return mu + factor * (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("VAE.reparameterise", hint=2)
def sum_of_uniforms(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Your noise is nearly normal, but its tails are too light, as those of a sum of twelve
    uniform numbers less six are, which never is beyond 6.
    """
    noise = torch.stack([torch.rand_like(mu) for _ in range(12)]).sum(0) - 6
    return mu + (0.5 * log_var).exp() * noise
