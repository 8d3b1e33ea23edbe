"""Known mistakes in vae/reparameterise."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import BOUNDS
from grader.probe.probe import known_mistake


@known_mistake("reparameterise", hint=2)
def variance_for_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by the variance, exp(log_var); a standard normal is stretched by
    its root, the standard deviation.
    """
    return mu + log_var.exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def half_outside(mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by half of the variance. Taking a root means halving the
    logarithm, before the exponential.
    """
    return mu + 0.5 * log_var.exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def squared_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by exp(2*log_var), the square of the variance. Taking a root
    means halving the logarithm, not doubling it.
    """
    return mu + (2 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def log_var_as_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by log_var itself; it is the logarithm of a variance, and may be
    negative.
    """
    return mu + log_var * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def log_var_as_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """You took the root of log_var itself, which is the logarithm of the variance: where it is
    negative, the root is nan.
    """
    return mu + log_var.sqrt() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def inverse_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your sample gets narrower as log_var grows: the exponent has the wrong sign, or you
    divide by the standard deviation.
    """
    return mu + (-0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def softplus_for_exp(mu: Tensor, log_var: Tensor) -> Tensor:
    """You multiplied the noise by softplus(log_var); the way back from a logarithm is the
    exponential.
    """
    return mu + F.softplus(log_var) * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def arguments_exchanged(mu: Tensor, log_var: Tensor) -> Tensor:
    """The arguments are exchanged: your sample is centered at log_var, and mu is taken for its
    log-variance.
    """
    return log_var + (0.5 * mu).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def noise_not_scaled(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your noise is added as it is: log_var has no part in the sample, whose variance is always
    1.
    """
    return mu + torch.randn_like(log_var)


@known_mistake("reparameterise", hint=1)
def mean_scaled(mu: Tensor, log_var: Tensor) -> Tensor:
    """You stretched after shifting, so the mean is multiplied by the standard deviation too:
    scale the noise, then add mu.
    """
    return (mu + torch.randn_like(mu)) * (0.5 * log_var).exp()


@known_mistake("reparameterise", hint=1)
def mean_left_out(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your sample is centered at 0: mu has no part in it."""
    return (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def uniform_noise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your sample is not centered at mu: its noise does not average to 0, nor does that of
    `rand`, uniform on [0, 1).
    """
    return mu + (0.5 * log_var).exp() * torch.rand_like(mu)


@known_mistake("reparameterise", hint=1)
def noise_bounded(mu: Tensor, log_var: Tensor) -> Tensor:
    """Your noise is too narrow and never large, like uniform numbers between -1 and 1; draw it from
    a standard normal.
    """
    return mu + (0.5 * log_var).exp() * (2 * torch.rand_like(mu) - 1)


@known_mistake("reparameterise", hint=1)
def noise_too_narrow(mu: Tensor, log_var: Tensor) -> Tensor:
    """The spread of your noise is below 1, as when it is multiplied by a temperature or several
    draws are averaged.
    """
    return mu + 0.9 * (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise")
def noise_with_gradients_only(mu: Tensor, log_var: Tensor) -> Tensor:
    """Where no gradient is recorded, your noise is missing or shared; a sample must be random
    under `no_grad` too.
    """
    if not torch.is_grad_enabled():
        return mu
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def mean_only(mu: Tensor, log_var: Tensor) -> Tensor:
    """You returned the mean: your sample has no randomness, and log_var no part in it."""
    return mu.clone()


@known_mistake("reparameterise", hint=1)
def noise_left_out(mu: Tensor, log_var: Tensor) -> Tensor:
    """You added a fixed multiple of the standard deviation: without noise, your sample has no
    randomness.
    """
    return mu + (0.5 * log_var).exp()


@known_mistake("reparameterise", hint=2)
def one_noise_for_the_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """Every row gets the same noise, so the codes of a batch move together: draw a number for
    each element.
    """
    return mu + (0.5 * log_var).exp() * torch.randn(mu.shape[-1], dtype=mu.dtype, device=mu.device)


@known_mistake("reparameterise", hint=2)
def one_noise_per_row(mu: Tensor, log_var: Tensor) -> Tensor:
    """All dimensions of a row get the same noise, so its code moves along one line: draw a
    number for each element.
    """
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu[..., :1])


@known_mistake("reparameterise", hint=2)
def a_single_noise(mu: Tensor, log_var: Tensor) -> Tensor:
    """One number of noise is drawn for the whole tensor; each element needs its own."""
    return mu + (0.5 * log_var).exp() * torch.randn((), dtype=mu.dtype, device=mu.device)


@known_mistake("reparameterise", hint=1)
def seeded_inside(mu: Tensor, log_var: Tensor) -> Tensor:
    """Every call draws the same noise, as when a seed is set inside, the generator is put back,
    or the noise is kept.
    """
    torch.manual_seed(0)
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def sampled_outside_autograd(mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient comes back through your sample, as when `torch.normal` is given mu and sigma,
    or under `no_grad` or `detach`.
    """
    return torch.normal(mu, (0.5 * log_var).exp())


@known_mistake("reparameterise", hint=1)
def std_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient reaches log_var through the sample, so the encoder cannot learn its
    uncertainty.
    """
    return mu + (0.5 * log_var).exp().detach() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def mean_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """No gradient reaches mu through the sample, so the encoder cannot learn where its codes
    are.
    """
    return mu.detach() + (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2, bounds=(*BOUNDS, (-20, None), (None, 20)))
def log_var_clamped(
    mu: Tensor, log_var: Tensor, *, bounds: tuple[float | None, float | None] = (-10, 10)
) -> Tensor:
    """You put bounds on log_var or the standard deviation: beyond them, the sample has another
    variance, and log_var gets no gradient.
    """
    return mu + (0.5 * log_var.clamp(*bounds)).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=2)
def eps_in_std(mu: Tensor, log_var: Tensor) -> Tensor:
    """You added a small number to the variance or to its root: where log_var is very negative,
    the sample is too wide.
    """
    return mu + (log_var.exp() + 1e-8).sqrt() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1, factor=(0.97, 0.98, 1.01, 1.02, 1.03))
def spread_a_little_off(mu: Tensor, log_var: Tensor, *, factor: float = 0.99) -> Tensor:
    """The spread of your noise is off by a few percent: a standard normal has variance 1 and
    needs no factor.
    """
    return mu + factor * (0.5 * log_var).exp() * torch.randn_like(mu)


@known_mistake("reparameterise", hint=1)
def sum_of_uniforms(mu: Tensor, log_var: Tensor) -> Tensor:
    """The tails of your noise are too light, as those of a sum of twelve uniform numbers are: a
    normal law has no end.
    """
    noise = torch.stack([torch.rand_like(mu) for _ in range(12)]).sum(0) - 6
    return mu + (0.5 * log_var).exp() * noise


@known_mistake("reparameterise", hint=1, bound=(2.0, 2.5, 3.0, 3.5))
def noise_clamped(mu: Tensor, log_var: Tensor, *, bound: float = 4.0) -> Tensor:
    """Your noise has too few large values, as if clamped or truncated: a normal law has no
    bounds, and codes are lost there.
    """
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu).clamp(-bound, bound)
