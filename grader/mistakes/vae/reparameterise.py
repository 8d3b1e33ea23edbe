"""Known mistakes in vae/reparameterise."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import BOUNDS
from grader.probe.probe import known_mistake


@known_mistake("reparameterise", hint=2)
def variance_for_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by the variance; what stretches a standard normal is its root."""
    return mu + log_var.exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def half_outside(mu: Tensor, log_var: Tensor) -> Tensor:
    """You halved the variance; halving its logarithm, before the exponential, is another thing."""
    return mu + 0.5 * log_var.exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def squared_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """You read log_var as the log of a standard deviation; it is that of a variance."""
    return mu + (2 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def log_var_as_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """You used log_var itself as the standard deviation; it is a logarithm, and may be negative."""
    return mu + log_var * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def log_var_as_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """You took the square root of log_var itself, as if it were the variance."""
    return mu + log_var.sqrt() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def inverse_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """A sign in the exponent is wrong: where log_var grows, your sample gets narrower."""
    return mu + (-0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def softplus_for_exp(mu: Tensor, log_var: Tensor) -> Tensor:
    """log_var becomes a standard deviation by an exponential; softplus is another function."""
    return mu + F.softplus(log_var) * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def arguments_exchanged(mu: Tensor, log_var: Tensor) -> Tensor:
    """The arguments are exchanged: you read the first as the log-variance."""
    return log_var + (0.5 * mu).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def noise_not_scaled(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise is added as it is: log_var has no part in your sample."""
    return mu + torch.randn_like(log_var)


@known_mistake("reparameterise", hint=1)
def mean_scaled(mu: Tensor, log_var: Tensor) -> Tensor:
    """You stretched after shifting, so that the mean is stretched too."""
    return (mu + torch.randn_like(mu)) * (0.5 * log_var).exp()


@known_mistake("reparameterise", hint=1)
def mean_left_out(mu: Tensor, log_var: Tensor) -> Tensor:
    """The sample is centred at 0: mu has no part in it."""
    return (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def uniform_noise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your sample is not centred at mu: the noise must average to 0, and that of `rand`,
    uniform on [0, 1), say, does not.
    """
    return mu + (0.5 * log_var).exp() * torch.rand_like(mu)


@known_mistake("reparameterise", hint=1)
def noise_too_narrow(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your noise is too narrow: a standard normal has variance 1, and tails."""
    return mu + 0.9 * (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise")
def noise_with_gradients_only(mu: Tensor, log_var: Tensor) -> Tensor:
    """Without gradients every element gets the same noise or none: sampling is no matter of
    training.
    """
    if not torch.is_grad_enabled():
        return mu
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def mean_only(mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned the mean: there is no randomness in your sample."""
    return mu.clone()


@known_mistake("reparameterise", hint=1)
def noise_left_out(mu: Tensor, log_var: Tensor) -> Tensor:
    """A fixed multiple of the standard deviation is added: there is no randomness in your
    sample.
    """
    return mu + (0.5 * log_var).exp()


@known_mistake("reparameterise", hint=2)
def one_noise_for_the_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """Every row gets the same noise: the codes of a batch move together."""
    return mu + (0.5 * log_var).exp() * torch.randn(mu.shape[-1], dtype=mu.dtype, device=mu.device)


@known_mistake("reparameterise", hint=2)
def one_noise_per_row(mu: Tensor, log_var: Tensor) -> Tensor:
    """All dimensions of a row get the same noise: its code moves along one line only."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[..., :1])


@known_mistake("reparameterise", hint=2)
def a_single_noise(mu: Tensor, log_var: Tensor) -> Tensor:
    """You drew one number of noise and used it for every element."""
    return mu + (0.5 * log_var).exp() * torch.randn((), dtype=mu.dtype, device=mu.device)


@known_mistake("reparameterise", hint=1)
def seeded_inside(mu: Tensor, log_var: Tensor) -> Tensor:
    """Every call draws the same noise: a seed is set inside, or the noise is kept between calls."""
    torch.manual_seed(0)
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def sampled_outside_autograd(mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient comes back from your sample, as if it were drawn by a generator that takes
    the parameters, or detached.
    """
    return torch.normal(mu, (0.5 * log_var).exp())


@known_mistake("reparameterise", hint=1)
def std_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient reaches log_var through the sample: the encoder cannot learn its uncertainty."""
    return mu + (0.5 * log_var).exp().detach() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def mean_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient reaches mu through the sample: the encoder cannot learn where its codes are."""
    return mu.detach() + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2, bounds=BOUNDS)
def log_var_clamped(
    mu: Tensor, log_var: Tensor, *, bounds: tuple[float, float] = (-10, 10)
) -> Tensor:
    """You clamped log_var: outside the bounds, the sample has another variance and no gradient."""
    return mu + (0.5 * log_var.clamp(*bounds)).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def eps_in_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """You added a small number to the variance or its root: narrow codes become wide."""
    return mu + (log_var.exp() + 1e-8).sqrt() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1, factor=(0.97, 0.98, 1.01, 1.02, 1.03))
def spread_a_little_off(mu: Tensor, log_var: Tensor, *, factor: float = 0.99) -> Tensor:
    """The spread of your noise is off by a few percent: a standard normal has variance 1, and
    needs no factor.
    """
    return mu + factor * (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def sum_of_uniforms(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your noise is nearly normal, but its tails are too light, as those of a sum of twelve
    uniform numbers less six are, which never is beyond 6.
    """
    noise = torch.stack([torch.rand_like(mu) for _ in range(12)]).sum(0) - 6
    return mu + (0.5 * log_var).exp() * noise


@known_mistake("reparameterise", hint=1, bound=(2.0, 2.5, 3.0, 3.5))
def noise_clamped(mu: Tensor, log_var: Tensor, *, bound: float = 4.0) -> Tensor:
    """You cut the noise off: a normal law has no end, and codes beyond the bound are lost."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu).clamp(-bound, bound)
