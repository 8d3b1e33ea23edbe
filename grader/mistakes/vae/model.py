"""Known mistakes in vae/model."""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import BOUNDS, SMALL, TINY
from grader.probe.probe import misconception


@misconception(
    "VAE.encode",
    "The two heads are exchanged: what the mean's head gives comes second.",
    hint=2,
)
def heads_exchanged(self: Any, x: Tensor) -> Any:
    """Log-variance first."""
    hidden = self.encoder(x)
    return self.log_var_head(hidden), self.mu_head(hidden)


@misconception(
    "VAE.encode",
    "You used one head for both parameters: the log-variance repeats the mean.",
    hint=2,
)
def one_head_for_both(self: Any, x: Tensor) -> Any:
    """The mean twice."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.mu_head(hidden)


@misconception(
    "VAE.encode",
    "You return the variance; what is wanted is its logarithm, as the head gives it.",
    hint=2,
)
def variance_returned(self: Any, x: Tensor) -> Any:
    """An exponential after the head."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.log_var_head(hidden).exp()


@misconception(
    "VAE.encode",
    "You return the standard deviation; what is wanted is the logarithm of the variance.",
    hint=2,
)
def std_returned(self: Any, x: Tensor) -> Any:
    """An exponential after the head, of half of it."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), (0.5 * self.log_var_head(hidden)).exp()


@misconception(
    "VAE.encode",
    "A ReLU after the mean's head leaves no code a negative mean: one orthant of the space.",
    hint=2,
)
def relu_after_the_mean(self: Any, x: Tensor) -> Any:
    """No negative mean."""
    hidden = self.encoder(x)
    return self.mu_head(hidden).relu(), self.log_var_head(hidden)


@misconception(
    "VAE.encode",
    "A ReLU after the heads: no code has a negative mean, or a variance below 1.",
    hint=2,
)
def relu_after_both_heads(self: Any, x: Tensor) -> Any:
    """No negative parameter."""
    hidden = self.encoder(x)
    return self.mu_head(hidden).relu(), self.log_var_head(hidden).relu()


@misconception(
    "VAE.encode",
    "A tanh after the mean's head keeps codes between -1 and 1; nothing in q asks for that.",
    hint=2,
)
def tanh_after_the_mean(self: Any, x: Tensor) -> Any:
    """A bounded mean."""
    hidden = self.encoder(x)
    return self.mu_head(hidden).tanh(), self.log_var_head(hidden)


@misconception(
    "VAE.encode",
    "A softplus after the head makes the log-variance positive; it may have any sign.",
    hint=2,
)
def softplus_after_log_var(self: Any, x: Tensor) -> Any:
    """A positive log-variance."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), F.softplus(self.log_var_head(hidden))


@misconception(
    "VAE.encode",
    "You clamped the log-variance; the head's output is wanted as it is.",
    bounds=BOUNDS,
)
def log_var_clamped(self: Any, x: Tensor, *, bounds: tuple[float, float] = (-10, 10)) -> Any:
    """A bounded log-variance."""
    hidden = self.encoder(x)
    return self.mu_head(hidden), self.log_var_head(hidden).clamp(*bounds)


@misconception(
    "VAE.encode",
    "No gradient comes through the features: the encoder's first layer never learns.",
    hint=1,
)
def features_detached(self: Any, x: Tensor) -> Any:
    """Heads alone learn."""
    hidden = self.encoder(x).detach()
    return self.mu_head(hidden), self.log_var_head(hidden)


@misconception(
    "VAE.encode",
    "You applied the encoder's linear layer without what comes after it.",
    hint=1,
)
def relu_left_out(self: Any, x: Tensor) -> Any:
    """Linear features."""
    hidden = self.encoder[0](x)
    return self.mu_head(hidden), self.log_var_head(hidden)


@misconception(
    "VAE.encode",
    "You return the mean alone; q has two parameters.",
    hint=2,
)
def mean_alone(self: Any, x: Tensor) -> Any:
    """One head."""
    return self.mu_head(self.encoder(x))


@misconception(
    "VAE.reparameterise",
    "You multiplied the noise by the variance; what stretches a standard normal is its root.",
    hint=2,
)
def variance_for_std(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The variance as the factor."""
    return mu + log_var.exp() * torch.randn_like(mu)


@misconception(
    "VAE.reparameterise",
    "You halved the variance; halving its logarithm, before the exponential, is another thing.",
    hint=2,
)
def half_outside(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Half the variance as the factor."""
    return mu + 0.5 * log_var.exp() * torch.randn_like(mu)


@misconception(
    "VAE.reparameterise",
    "You used log_var itself as the standard deviation; it is a logarithm, and may be negative.",
    hint=2,
)
def log_var_as_std(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The logarithm as the factor."""
    return mu + log_var * torch.randn_like(mu)


@misconception(
    "VAE.reparameterise",
    "The noise is added as it is: log_var has no part in your sample.",
    hint=2,
)
def noise_not_scaled(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """A unit variance everywhere."""
    return mu + torch.randn_like(log_var)


@misconception(
    "VAE.reparameterise",
    "You stretched after shifting, so that the mean is stretched too.",
    hint=2,
)
def mean_scaled(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Shift, then scale."""
    return (mu + torch.randn_like(mu)) * (0.5 * log_var).exp()


@misconception(
    "VAE.reparameterise",
    "The sample is centred at 0: mu has no part in it.",
    hint=2,
)
def mean_left_out(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """No shift."""
    return (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "VAE.reparameterise",
    "Your sample is not centred at mu: the noise must average to 0, and that of `rand`, uniform on "
    "[0, 1), say, does not.",
    hint=2,
)
def uniform_noise(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Noise from rand."""
    return mu + (0.5 * log_var).exp() * torch.rand_like(mu)


@misconception(
    "VAE.reparameterise",
    "Your noise is too narrow: a standard normal has variance 1, and tails.",
    hint=2,
)
def noise_too_narrow(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """A sample at a low temperature."""
    return mu + 0.9 * (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "VAE.reparameterise",
    "Without gradients every element gets the same noise or none: sampling is no matter of "
    "training.",
)
def noise_with_gradients_only(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean where no gradient is wanted."""
    if not torch.is_grad_enabled():
        return mu
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "VAE.reparameterise",
    "You returned the mean: there is no randomness in your sample.",
    hint=2,
)
def mean_only(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """No noise."""
    return mu.clone()


@misconception(
    "VAE.reparameterise",
    "A fixed multiple of the standard deviation is added: there is no randomness in your sample.",
    hint=2,
)
def noise_left_out(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The point one deviation above the mean."""
    return mu + (0.5 * log_var).exp()


@misconception(
    "VAE.reparameterise",
    "Every row gets the same noise: the codes of a batch move together.",
    hint=2,
)
def one_noise_for_the_batch(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Noise of the last dimension's size."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[:1])


@misconception(
    "VAE.reparameterise",
    "All dimensions of a row get the same noise: its code moves along one line only.",
    hint=2,
)
def one_noise_per_row(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """Noise with a last dimension of 1."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[:, :1])


@misconception(
    "VAE.reparameterise",
    "Every call draws the same noise: a seed is set inside, or the noise is kept between calls.",
    hint=1,
)
def seeded_inside(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The same noise at each call."""
    torch.manual_seed(0)
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "VAE.reparameterise",
    "No gradient comes back from your sample, as if it were drawn by a generator that takes the "
    "parameters, or detached.",
    hint=1,
)
def sampled_outside_autograd(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """A draw that is no function of its parameters."""
    return torch.normal(mu, (0.5 * log_var).exp())


@misconception(
    "VAE.reparameterise",
    "No gradient reaches log_var through the sample: the encoder cannot learn its uncertainty.",
    hint=1,
)
def std_detached(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The standard deviation as a constant."""
    return mu + (0.5 * log_var).exp().detach() * torch.randn_like(mu)


@misconception(
    "VAE.forward",
    "You decoded the mean: without a sample this is an autoencoder.",
    hint=2,
)
def mean_decoded(self: Any, x: Tensor) -> Any:
    """No sample."""
    mu, log_var = self.encode(x)
    return self.decoder(mu), mu, log_var


@misconception(
    "VAE.forward",
    "You return the codes' parameters before the reconstruction.",
    hint=2,
)
def order_of_results(self: Any, x: Tensor) -> Any:
    """The reconstruction last."""
    mu, log_var = self.encode(x)
    return mu, log_var, self.decoder(self.reparameterise(mu, log_var))


@misconception(
    "VAE.forward",
    "You return the log-variance before the mean.",
    hint=2,
)
def log_var_before_mu(self: Any, x: Tensor) -> Any:
    """Parameters exchanged."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)), log_var, mu


@misconception(
    "VAE.forward",
    "You return the reconstruction alone; the loss needs the codes' parameters too.",
    hint=2,
)
def reconstruction_alone(self: Any, x: Tensor) -> Any:
    """No parameters."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var))


@misconception(
    "VAE.forward",
    "You return the sample where the mean belongs: the KL would be computed from noise.",
    hint=2,
)
def sample_for_mean(self: Any, x: Tensor) -> Any:
    """The sample as the mean."""
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), z, log_var


@misconception(
    "VAE.forward",
    "You return the sample too; three results are wanted.",
    hint=2,
)
def sample_returned_too(self: Any, x: Tensor) -> Any:
    """Four results."""
    mu, log_var = self.encode(x)
    z = self.reparameterise(mu, log_var)
    return self.decoder(z), mu, log_var, z


@misconception(
    "VAE.forward",
    "You return the variance where its logarithm belongs.",
    hint=2,
)
def variance_for_log_var(self: Any, x: Tensor) -> Any:
    """An exponential too many."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)), mu, log_var.exp()


@misconception(
    "VAE.forward",
    "You sample with the variance where the method takes its logarithm.",
    hint=2,
)
def sampled_from_the_variance(self: Any, x: Tensor) -> Any:
    """An exponential too many, before the sample."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var.exp())), mu, log_var


@misconception(
    "VAE.forward",
    "You sample with the mean and the log-variance exchanged.",
    hint=2,
)
def parameters_exchanged(self: Any, x: Tensor) -> Any:
    """The log-variance as the mean."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(log_var, mu)), mu, log_var


@misconception(
    "VAE.forward",
    "You put the reconstruction through a sigmoid; the decoder ends in one already.",
    hint=1,
)
def sigmoid_twice(self: Any, x: Tensor) -> Any:
    """A sigmoid too many."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)).sigmoid(), mu, log_var


@misconception(
    "VAE.forward",
    "You left out the decoder's last step: these are logits, not probabilities.",
    hint=1,
)
def sigmoid_left_out(self: Any, x: Tensor) -> Any:
    """Logits."""
    mu, log_var = self.encode(x)
    return self.decoder[:-1](self.reparameterise(mu, log_var)), mu, log_var


@misconception(
    "VAE.forward",
    "No gradient comes through the sample: the reconstruction teaches the encoder nothing.",
    hint=2,
)
def sample_detached(self: Any, x: Tensor) -> Any:
    """No gradient through the sample."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var).detach()), mu, log_var


@misconception(
    "VAE.forward",
    "No gradient reaches the log-variance through the sample: its head learns from the KL alone.",
    hint=2,
)
def spread_detached(self: Any, x: Tensor) -> Any:
    """No gradient from the noise's scale."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var.detach())), mu, log_var


@misconception(
    "VAE.forward",
    "You rounded the reconstruction; what is wanted are its probabilities.",
    hint=1,
)
def reconstruction_rounded(self: Any, x: Tensor) -> Any:
    """Pixels of 0 and 1."""
    mu, log_var = self.encode(x)
    return self.decoder(self.reparameterise(mu, log_var)).round(), mu, log_var


@misconception(
    "VAE.loss",
    "Prediction and target are exchanged: mind that here x comes first, and in the library "
    "the prediction.",
    hint=3,
)
def prediction_and_target_exchanged(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The cross-entropy the other way round."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x, x_recon, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "The pixels are averaged but the codes are summed: the KL counts too much by the number "
    "of pixels.",
    hint=2,
)
def reconstruction_averaged(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The default reduction of the cross-entropy."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x) + kl


@misconception(
    "VAE.loss",
    "The KL is averaged but the pixels are summed: it hardly counts, and the model becomes an"
    " autoencoder.",
    hint=2,
)
def kl_averaged(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean of the KL over every element."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "Both terms are averaged, each over its own number of elements: their balance is lost.",
    hint=2,
)
def both_averaged(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Means of both terms over every element."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean()
    return F.binary_cross_entropy(x_recon, x) + kl


@misconception(
    "VAE.loss",
    "You averaged the KL over the batch, and summed the pixels over it: the KL counts too "
    "little by the size of the batch.",
    hint=2,
)
def kl_averaged_over_batch(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The mean KL of a row."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1).mean()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "You averaged the pixels' term over the batch, and summed the KL over it.",
    hint=2,
)
def reconstruction_averaged_over_batch(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The mean cross-entropy of a row."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="none").sum(-1).mean() + kl


@misconception(
    "VAE.loss",
    "The whole loss is divided by the size of the batch: harmless in training, but not the "
    "sum that is asked for.",
    hint=2,
)
def divided_by_batch(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean over images."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (F.binary_cross_entropy(x_recon, x, reduction="sum") + kl) / len(x)


@misconception(
    "VAE.loss",
    "The KL enters with the wrong sign: training would push the codes away from the prior.",
    hint=2,
)
def kl_subtracted(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The cross-entropy minus the KL."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@misconception(
    "VAE.loss",
    "You return the lower bound itself, which is to be maximised; a loss is minimised.",
    hint=2,
)
def bound_not_negated(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Minus the loss."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return -F.binary_cross_entropy(x_recon, x, reduction="sum") - kl


@misconception(
    "VAE.loss",
    "Only the reconstruction is there: nothing ties the codes to the prior.",
    hint=1,
)
def kl_left_out(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """An autoencoder's loss."""
    return F.binary_cross_entropy(x_recon, x, reduction="sum")


@misconception(
    "VAE.loss",
    "Only the KL is there: nothing asks for a likeness to x.",
    hint=1,
)
def reconstruction_left_out(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The price of the codes alone."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


@misconception(
    "VAE.loss",
    "A squared error is the likelihood of a Gaussian; these pixels are Bernoulli.",
    hint=1,
)
def squared_error(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """A sum of squares for the first term."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return (x_recon - x).square().sum() + kl


@misconception(
    "VAE.loss",
    "Only bright pixels pay in your first term: a dark one costs nothing, whatever is predicted.",
    hint=2,
)
def ones_only(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Half of the cross-entropy."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log().clamp(min=-100)).sum()


@misconception(
    "VAE.loss",
    "The factor one half of the KL is lost.",
    hint=2,
)
def half_lost(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Twice the KL."""
    kl = (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "In the KL you read log_var as the log of a standard deviation; it is that of a variance.",
    hint=2,
)
def log_var_as_log_std(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The variance squared."""
    kl = 0.5 * (mu**2 + (2 * log_var).exp() - 1 - 2 * log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "In the KL one term needs the variance itself; you left its logarithm there.",
    hint=2,
)
def exp_forgotten(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The logarithm where the variance belongs."""
    kl = -0.5 * (1 + log_var - mu**2 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "In the KL the constant of each element is missing: where q is the prior it must be 0.",
    hint=2,
)
def one_dropped(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """No constant."""
    kl = 0.5 * (mu**2 + log_var.exp() - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "The value is right, but the KL has no gradient: the codes never hear of the prior.",
)
def kl_detached(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """The KL as a constant."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum().detach()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "You added a small number inside the logarithms: that changes every value a little, and "
    "those of confident pixels a lot.",
    eps=(*SMALL, *TINY),
)
def eps_in_log(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor, *, eps: float = 1e-8
) -> Tensor:
    """A small number inside the logarithms."""
    log_p, log_q = torch.log(x_recon + eps), torch.log(1 - x_recon + eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * log_p + (1 - x) * log_q).sum()


@misconception(
    "VAE.loss",
    "Where x_recon is exactly 0 or 1 you changed it in place: the caller's tensor, too.",
)
def certainty_changed_in_place(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """Probabilities clamped for the caller as well."""
    eps = torch.finfo(x_recon.dtype).eps
    x_recon.data.clamp_(eps, 1 - eps)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.loss",
    "A logarithm of 0 is infinite, and 0 times infinity is nan: a pixel predicted with "
    "certainty spoils your loss.",
)
def logarithm_of_zero(self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Plain logarithms."""
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - (x * x_recon.log() + (1 - x) * (1 - x_recon).log()).sum()


@misconception(
    "VAE.loss",
    "You multiplied the likelihoods of the pixels before you took the logarithm: the product of "
    "many is 0 in floating point.",
    hint=2,
)
def likelihoods_multiplied(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The logarithm of a product."""
    likelihoods = x_recon**x * (1 - x_recon) ** (1 - x)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
    return kl - likelihoods.prod().log()


@misconception(
    "VAE.loss",
    "In the KL you multiplied the variances before you took the logarithm: the product of many is "
    "0 in floating point, or infinite.",
    hint=2,
)
def variances_multiplied(
    self: Any, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor
) -> Tensor:
    """The log-determinant of a diagonal matrix, by its determinant."""
    variance = log_var.exp()
    kl = 0.5 * ((mu**2 + variance - 1).sum() - variance.prod().log())
    return F.binary_cross_entropy(x_recon, x, reduction="sum") + kl


@misconception(
    "VAE.reparameterise",
    "The spread of your noise is off by a few percent: a standard normal has variance 1, and needs "
    "no factor.",
    hint=2,
    factor=(0.97, 0.98, 1.01, 1.02, 1.03),
)
def spread_a_little_off(self: Any, mu: Tensor, log_var: Tensor, *, factor: float = 0.99) -> Tensor:
    """A temperature near 1."""
    return mu + factor * (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "VAE.reparameterise",
    "Your noise is nearly normal, but its tails are too light, as those of a sum of twelve uniform "
    "numbers less six are, which never is beyond 6.",
    hint=2,
)
def sum_of_uniforms(self: Any, mu: Tensor, log_var: Tensor) -> Tensor:
    """The central limit theorem, cut short."""
    noise = torch.stack([torch.rand_like(mu) for _ in range(12)]).sum(0) - 6
    return mu + (0.5 * log_var).exp() * noise
