"""Answers to noise/huber."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from scipy import integrate, special
from torch import Tensor, nn

from tests.corpus import right, wrong


@right("huber_loss")
def by_the_contract(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = y - y_hat
    size = torch.abs(r)
    return torch.where(size <= delta, 0.5 * r**2, delta * (size - 0.5 * delta)).mean()


@right("huber_loss")
def strictly_below(y_hat, y, delta):
    r = (y_hat - y).abs()
    return torch.where(r < delta, r * r / 2, delta * r - delta**2 / 2).mean()


@right("huber_loss")
def quadratic_and_linear_part(y_hat, y, delta):
    size = (y - y_hat).abs()
    quadratic = torch.clamp(size, max=delta)
    linear = size - quadratic
    return (0.5 * quadratic**2 + delta * linear).mean()


@right("huber_loss")
def by_masks(y_hat, y, delta):
    r = y - y_hat
    small = (r.abs() <= delta).to(r.dtype)
    square = 0.5 * r.square()
    line = delta * r.abs() - 0.5 * delta * delta
    return torch.mean(small * square + (1 - small) * line)


@right("huber_loss")
def by_index(y_hat, y, delta):
    size = (y - y_hat).abs().reshape(-1)
    near = size <= delta
    total = (size[near] ** 2).sum() / 2 + (delta * (size[~near] - delta / 2)).sum()
    return total / size.numel()


@right("huber_loss")
def element_by_element(y_hat, y, delta):
    costs = []
    for a, b in zip(y_hat.reshape(-1), y.reshape(-1)):
        r = b - a
        if abs(r.item()) <= delta:
            costs.append(r * r / 2)
        else:
            costs.append(delta * (r.abs() - delta / 2))
    return torch.stack(costs).mean()


@right("huber_loss")
def in_units_of_delta(y_hat, y, delta):
    r = (y - y_hat) / delta
    c = r.sign() * r.abs().clamp(max=1)
    return delta**2 * (c * r - c * c / 2).mean()


@right("huber_loss")
def infimal_convolution(y_hat, y, delta):
    return _rho(y - y_hat, delta).mean()


def _rho(r, delta):
    """The part of r beyond delta costs delta each."""
    inner = r.clamp(-delta, delta)
    return inner * inner / 2 + delta * (r - inner).abs()


@right("huber_log_normaliser")
def normaliser_by_the_contract(delta: float) -> float:
    middle = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(middle + 2 / delta * math.exp(-(delta**2) / 2))


@right("huber_log_normaliser")
def as_double_tensor(delta):
    d = torch.tensor(delta, dtype=torch.float64)
    middle = math.sqrt(2 * math.pi) * torch.erf(d / math.sqrt(2))
    return torch.log(middle + 2 / d * torch.exp(-d.square() / 2))


@right("huber_log_normaliser")
def by_numpy(delta):
    middle = np.sqrt(2 * np.pi) * (2 * special.ndtr(delta) - 1)
    return np.log(middle + 2 * np.exp(-0.5 * delta * delta) / delta)


@right("huber_log_normaliser")
def by_quadrature(delta):
    middle, _ = integrate.quad(lambda r: math.exp(-r * r / 2), 0, min(delta, 40), epsabs=1e-13)
    return math.log(2 * (middle + math.exp(-delta * delta / 2) / delta))


@right("huber_log_normaliser")
def in_the_log_domain(delta):
    log_middle = math.log(math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2)))
    log_tails = math.log(2 / delta) - delta * delta / 2
    return float(np.logaddexp(log_middle, log_tails))


@right("huber_log_normaliser")
def by_complement(delta):
    gauss = math.sqrt(2 * math.pi) * (1 - math.erfc(delta * math.sqrt(0.5)))
    return math.log(gauss + math.exp(-0.5 * delta**2) * 2 / delta)


@right("huber_nll")
def nll_by_the_contract(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    loss = torch.where(z.abs() <= delta, 0.5 * z**2, delta * (z.abs() - 0.5 * delta))
    c = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    c = c + 2 / delta * math.exp(-(delta**2) / 2)
    return (loss + torch.log(sigma) + math.log(c)).mean()


@right("huber_nll")
def terms_apart(mu, sigma, delta, y):
    z = ((y - mu) / sigma).abs()
    q = z.clamp(max=delta)
    cost = (q * q / 2 + delta * (z - q)).mean()
    return cost + sigma.log().mean() + float(huber_log_normaliser(delta))  # noqa: F821


@right("huber_nll")
def through_the_loss(mu, sigma, delta, y):
    z = (mu - y) / sigma
    fit = huber_loss(z, torch.zeros_like(z), delta)  # noqa: F821
    return fit + torch.log(sigma).mean() + float(huber_log_normaliser(delta))  # noqa: F821


@right("huber_nll")
def negated_log_density(mu, sigma, delta, y):
    d = torch.as_tensor(delta, dtype=mu.dtype, device=mu.device)
    log_c = torch.log(
        math.sqrt(2 * math.pi) * torch.erf(d / 2**0.5) + 2 / d * torch.exp(-d * d / 2)
    )
    z = torch.abs(y - mu) / sigma
    inside = -z.pow(2) / 2
    outside = -d * z + d * d / 2
    return -(torch.where(z < d, inside, outside) - log_c - torch.log(sigma)).mean()


@right("huber_nll")
def everything_broadcast(mu, sigma, delta, y):
    mu, sigma, y = torch.broadcast_tensors(mu, sigma, y)
    z = (y - mu).div(sigma)
    c = torch.clamp(z, min=-delta, max=delta)
    nll = c * z - 0.5 * c * c + sigma.log() + huber_log_normaliser(delta)  # noqa: F821
    return nll.sum() / nll.numel()


@right("huber_nll")
def delta_scaled(mu, sigma, delta, y):
    r, d = (y - mu).abs(), delta * sigma
    cost = torch.where(r <= d, 0.5 * (r / sigma) ** 2, delta * r / sigma - 0.5 * delta**2)
    return torch.mean(cost + torch.log(sigma) + huber_log_normaliser(delta))  # noqa: F821


@right("huber_nll")
def sigma_expanded_around_a_helper(mu, sigma, delta, y):
    sigma = sigma.expand_as(mu)
    loss = torch.mean(_rho((y - mu) / sigma, delta)) + torch.mean(torch.log(sigma))
    return loss + huber_log_normaliser(delta)


@wrong("huber_loss", named="smooth-l1")
def as_smooth_l1(y_hat, y, delta):
    d = torch.abs(y - y_hat)
    return torch.where(d < delta, 0.5 * d**2 / delta, d - 0.5 * delta).mean()


@wrong("huber_loss", named="square-not-halved")
def whole_square(y_hat, y, delta):
    d = torch.abs(y - y_hat)
    return torch.where(d <= delta, d**2, delta * (d - 0.5 * delta)).mean()


@wrong("huber_loss", named="line-through-zero")
def no_offset(y_hat, y, delta):
    d = torch.abs(y_hat - y)
    return torch.mean(torch.where(d <= delta, d.pow(2) / 2, d * delta))


@wrong("huber_loss", named="flat-tails")
def clipped_square(y_hat, y, delta):
    d = torch.clamp(y_hat - y, min=-delta, max=delta)
    return torch.mean(0.5 * d * d)


@wrong("huber_loss", named="pseudo-huber")
def charbonnier(y_hat, y, delta):
    a = (y_hat - y) / delta
    return torch.mean(delta**2 * (torch.sqrt(1 + a**2) - 1))


@wrong("huber_loss", named="sign-compared")
def without_abs(y_hat, y, delta):
    d = y - y_hat
    return torch.where(d <= delta, 0.5 * d * d, delta * (torch.abs(d) - delta / 2)).mean()


@wrong("huber_loss")
def half_gradient_at_the_joint(y_hat, y, delta):
    d = (y - y_hat).abs()
    cap = torch.full_like(d, delta)
    return (0.5 * torch.minimum(d, cap) ** 2 + delta * F.relu(d - delta)).mean()


@wrong("huber_loss")
def rows_summed(y_hat, y, delta):
    d = (y - y_hat).abs()
    each = torch.where(d <= delta, 0.5 * d**2, delta * (d - 0.5 * delta))
    return each.sum() / (each.shape[0] if each.dim() else 1)


@wrong("huber_loss", status="library")
def library_function(y_hat, y, delta):
    return F.huber_loss(y_hat, y, delta=delta)


@wrong("huber_loss", status="library")
def library_module(y_hat, y, delta):
    return nn.SmoothL1Loss(beta=delta)(y_hat, y) * delta


@wrong("huber_loss", status="error")
def misspelt(y_hat, y, delta):
    d = (y - y_hat).abs()
    return torch.where(d <= delta, 0.5 * d**2, delta * (d - 0.5 * deltas)).mean()  # noqa: F821


@wrong("huber_log_normaliser", named="tails-missing")
def truncated_gaussian(delta):
    return math.log((2 * math.pi) ** 0.5 * math.erf(delta / 2**0.5))


@wrong("huber_log_normaliser", named="one-tail")
def one_side(delta):
    return math.log(
        (2 * math.pi) ** 0.5 * math.erf(delta / 2**0.5) + math.exp(-(delta**2) / 2) / delta
    )


@wrong("huber_log_normaliser", named="root-missing")
def erf_of_delta(delta):
    middle = math.erf(delta) * math.sqrt(2 * math.pi)
    return math.log(middle + 2 * math.exp(-0.5 * delta**2) / delta)


@wrong("huber_log_normaliser", named="integral-itself")
def no_log(delta):
    return (2 * math.pi) ** 0.5 * math.erf(delta / 2**0.5) + 2 / delta * math.exp(-(delta**2) / 2)


@wrong("huber_log_normaliser", named="gaussian-normaliser")
def half_log_two_pi(delta):
    return math.log(math.sqrt(2 * math.pi))


@wrong("huber_log_normaliser")
def coarse_sum(delta):
    r = torch.linspace(-50, 50, 10001, dtype=torch.float64)
    cost = torch.where(r.abs() <= delta, r * r / 2, delta * (r.abs() - delta / 2))
    return float(torch.log(torch.trapezoid(torch.exp(-cost), r)))


@wrong("huber_log_normaliser")
def as_vector(delta):
    d = torch.tensor([delta], dtype=torch.float64)
    middle = math.sqrt(2 * math.pi) * torch.erf(d / math.sqrt(2))
    return torch.log(middle + 2 / d * torch.exp(-d.square() / 2))


@wrong("huber_log_normaliser", status="library")
def by_scipy_stats(delta):
    from scipy.stats import norm

    middle = math.sqrt(2 * math.pi) * (norm.cdf(delta) - norm.cdf(-delta))
    return math.log(middle + 2 / delta * math.exp(-delta * delta / 2))


@wrong("huber_nll", named="normaliser-missing")
def not_normalised(mu, sigma, delta, y):
    z = ((y - mu) / sigma).abs()
    cost = torch.where(z <= delta, z * z / 2, delta * (z - delta / 2))
    return (cost + torch.log(sigma)).mean()


@wrong("huber_nll", named="log-sigma-missing")
def scale_for_free(mu, sigma, delta, y):
    z = ((y - mu) / sigma).abs()
    cost = torch.where(z <= delta, z * z / 2, delta * (z - delta / 2))
    return cost.mean() + huber_log_normaliser(delta)  # noqa: F821


@wrong("huber_nll", named="normaliser-of-a-gaussian")
def gaussian_constant(mu, sigma, delta, y):
    z = ((y - mu) / sigma).abs()
    cost = torch.where(z <= delta, z * z / 2, delta * (z - delta / 2))
    return (cost + torch.log(sigma)).mean() + 0.5 * math.log(2 * math.pi)


@wrong("huber_nll", named="delta-in-units-of-y")
def raw_threshold(mu, sigma, delta, y):
    r = (y - mu).abs()
    cost = torch.where(r <= delta, r * r / 2, delta * (r - delta / 2)) / sigma**2
    return (cost + torch.log(sigma)).mean() + huber_log_normaliser(delta)  # noqa: F821


@wrong("huber_nll", named="sigma-detached")
def constant_scale(mu, sigma, delta, y):
    s = sigma.data
    z = ((y - mu) / s).abs()
    cost = torch.where(z <= delta, z * z / 2, delta * (z - delta / 2))
    return (cost + torch.log(s)).mean() + huber_log_normaliser(delta)  # noqa: F821


@wrong("huber_nll", named="nll-summed")
def total(mu, sigma, delta, y):
    z = ((y - mu) / sigma).abs()
    cost = torch.where(z <= delta, z * z / 2, delta * (z - delta / 2))
    return (cost + torch.log(sigma) + huber_log_normaliser(delta)).sum()  # noqa: F821


@wrong("huber_nll", status="error")
def scale_rows_only(mu, sigma, delta, y):
    s = sigma.reshape(-1, 1) if sigma.dim() == 1 and mu.dim() == 2 else sigma
    z = ((y - mu) / s).abs()
    cost = torch.where(z <= delta, z * z / 2, delta * (z - delta / 2))
    return (cost + torch.log(s)).mean() + huber_log_normaliser(delta)  # noqa: F821


@wrong("huber_nll", status="library")
def on_the_library_loss(mu, sigma, delta, y):
    z = (y - mu) / sigma
    fit = F.huber_loss(z, torch.zeros_like(z), delta=delta)
    return fit + torch.log(sigma).mean() + huber_log_normaliser(delta)  # noqa: F821
