"""Known mistakes in vae/reparameterise."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import BOUNDS
from grader.probe.probe import misconception


@misconception(
    "reparameterise",
    "You multiplied the noise by the variance; what stretches a standard normal is its root.",
    hint=2,
)
def variance_for_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """The variance as the factor."""
    return mu + log_var.exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "You halved the variance; halving its logarithm, before the exponential, is another thing.",
    hint=2,
)
def half_outside(mu: Tensor, log_var: Tensor) -> Tensor:
    """Half the variance as the factor."""
    return mu + 0.5 * log_var.exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "You read log_var as the log of a standard deviation; it is that of a variance.",
    hint=2,
)
def squared_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """The square of the variance as the factor."""
    return mu + (2 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "You used log_var itself as the standard deviation; it is a logarithm, and may be negative.",
    hint=2,
)
def log_var_as_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """The logarithm as the factor."""
    return mu + log_var * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "You took the square root of log_var itself, as if it were the variance.",
    hint=2,
)
def log_var_as_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """The root of the logarithm as the factor."""
    return mu + log_var.sqrt() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "A sign in the exponent is wrong: where log_var grows, your sample gets narrower.",
    hint=2,
)
def inverse_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """The inverse standard deviation as the factor."""
    return mu + (-0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "log_var becomes a standard deviation by an exponential; softplus is another function.",
    hint=2,
)
def softplus_for_exp(mu: Tensor, log_var: Tensor) -> Tensor:
    """Softplus of log_var as the factor."""
    return mu + F.softplus(log_var) * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "The arguments are exchanged: you read the first as the log-variance.",
    hint=2,
)
def arguments_exchanged(mu: Tensor, log_var: Tensor) -> Tensor:
    """Mean for log-variance and the reverse."""
    return log_var + (0.5 * mu).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "The noise is added as it is: log_var has no part in your sample.",
    hint=1,
)
def noise_not_scaled(mu: Tensor, log_var: Tensor) -> Tensor:
    """A unit variance everywhere."""
    return mu + torch.randn_like(log_var)


@misconception(
    "reparameterise",
    "You stretched after shifting, so that the mean is stretched too.",
    hint=1,
)
def mean_scaled(mu: Tensor, log_var: Tensor) -> Tensor:
    """Shift, then scale."""
    return (mu + torch.randn_like(mu)) * (0.5 * log_var).exp()


@misconception("reparameterise", "The sample is centred at 0: mu has no part in it.", hint=1)
def mean_left_out(mu: Tensor, log_var: Tensor) -> Tensor:
    """No shift."""
    return (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "Your sample is not centred at mu: the noise must average to 0, and that of `rand`, uniform on "
    "[0, 1), say, does not.",
    hint=1,
)
def uniform_noise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Noise from rand."""
    return mu + (0.5 * log_var).exp() * torch.rand_like(mu)


@misconception(
    "reparameterise",
    "Your noise is too narrow: a standard normal has variance 1, and tails.",
    hint=1,
)
def noise_too_narrow(mu: Tensor, log_var: Tensor) -> Tensor:
    """A sample at a low temperature."""
    return mu + 0.9 * (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "Without gradients every element gets the same noise or none: sampling is no matter of "
    "training.",
)
def noise_with_gradients_only(mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean where no gradient is wanted."""
    if not torch.is_grad_enabled():
        return mu
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise", "You returned the mean: there is no randomness in your sample.", hint=1
)
def mean_only(mu: Tensor, log_var: Tensor) -> Tensor:
    """No noise."""
    return mu.clone()


@misconception(
    "reparameterise",
    "A fixed multiple of the standard deviation is added: there is no randomness in your sample.",
    hint=1,
)
def noise_left_out(mu: Tensor, log_var: Tensor) -> Tensor:
    """The point one deviation above the mean."""
    return mu + (0.5 * log_var).exp()


@misconception(
    "reparameterise",
    "Every row gets the same noise: the codes of a batch move together.",
    hint=2,
)
def one_noise_for_the_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """Noise of the last dimension's size."""
    return mu + (0.5 * log_var).exp() * torch.randn(mu.shape[-1], dtype=mu.dtype, device=mu.device)


@misconception(
    "reparameterise",
    "All dimensions of a row get the same noise: its code moves along one line only.",
    hint=2,
)
def one_noise_per_row(mu: Tensor, log_var: Tensor) -> Tensor:
    """Noise with a last dimension of 1."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[..., :1])


@misconception(
    "reparameterise", "You drew one number of noise and used it for every element.", hint=2
)
def a_single_noise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Scalar noise."""
    return mu + (0.5 * log_var).exp() * torch.randn((), dtype=mu.dtype, device=mu.device)


@misconception(
    "reparameterise",
    "Every call draws the same noise: a seed is set inside, or the noise is kept between calls.",
    hint=1,
)
def seeded_inside(mu: Tensor, log_var: Tensor) -> Tensor:
    """The same noise at each call."""
    torch.manual_seed(0)
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "No gradient comes back from your sample, as if it were drawn by a generator that takes the "
    "parameters, or detached.",
    hint=1,
)
def sampled_outside_autograd(mu: Tensor, log_var: Tensor) -> Tensor:
    """A draw that is no function of its parameters."""
    return torch.normal(mu, (0.5 * log_var).exp())


@misconception(
    "reparameterise",
    "No gradient reaches log_var through the sample: the encoder cannot learn its uncertainty.",
    hint=1,
)
def std_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """The standard deviation as a constant."""
    return mu + (0.5 * log_var).exp().detach() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "No gradient reaches mu through the sample: the encoder cannot learn where its codes are.",
    hint=1,
)
def mean_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean as a constant."""
    return mu.detach() + (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "You clamped log_var: outside the bounds, the sample has another variance and no gradient.",
    hint=2,
    bounds=BOUNDS,
)
def log_var_clamped(
    mu: Tensor, log_var: Tensor, *, bounds: tuple[float, float] = (-10, 10)
) -> Tensor:
    """A log-variance kept within bounds."""
    return mu + (0.5 * log_var.clamp(*bounds)).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "You added a small number to the variance or its root: narrow codes become wide.",
    hint=2,
)
def eps_in_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """A small number under the root."""
    return mu + (log_var.exp() + 1e-8).sqrt() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "The spread of your noise is off by a few percent: a standard normal has variance 1, and needs "
    "no factor.",
    hint=1,
    factor=(0.97, 0.98, 1.01, 1.02, 1.03),
)
def spread_a_little_off(mu: Tensor, log_var: Tensor, *, factor: float = 0.99) -> Tensor:
    """A temperature near 1."""
    return mu + factor * (0.5 * log_var).exp() * torch.randn_like(mu)


@misconception(
    "reparameterise",
    "Your noise is nearly normal, but its tails are too light, as those of a sum of twelve uniform "
    "numbers less six are, which never is beyond 6.",
    hint=1,
)
def sum_of_uniforms(mu: Tensor, log_var: Tensor) -> Tensor:
    """The central limit theorem, cut short."""
    noise = torch.stack([torch.rand_like(mu) for _ in range(12)]).sum(0) - 6
    return mu + (0.5 * log_var).exp() * noise


@misconception(
    "reparameterise",
    "You cut the noise off: a normal law has no end, and codes beyond the bound are lost.",
    hint=1,
    bound=(2.0, 2.5, 3.0, 3.5),
)
def noise_clamped(mu: Tensor, log_var: Tensor, *, bound: float = 4.0) -> Tensor:
    """No noise beyond a bound."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu).clamp(-bound, bound)
