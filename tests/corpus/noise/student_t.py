"""Answers to noise/student_t."""

import math

import numpy as np
import torch
from torch import Tensor, nn

from tests.corpus import right, wrong


@right("student_t_nll")
def by_the_contract(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    nll = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * torch.pi)
    nll = nll + torch.log(sigma) + (nu + 1) / 2 * torch.log(1 + z**2 / nu)
    return nll.mean()


@right("student_t_nll")
def log_density_negated(mu, sigma, nu, y):
    half = 0.5 * (nu + 1.0)
    log_c = half.lgamma() - (nu * 0.5).lgamma() - 0.5 * (nu.log() + math.log(math.pi))
    log_p = log_c - sigma.log() - half * torch.log1p(((y - mu) / sigma).pow(2) / nu)
    return -torch.mean(log_p)


@right("student_t_nll")
def difference_of_logs(mu, sigma, nu, y):
    z = (mu - y) / sigma
    tail = 0.5 * (nu + 1) * (torch.log(nu + z * z) - torch.log(nu))
    norm = torch.special.gammaln(nu / 2) - torch.special.gammaln(nu / 2 + 0.5)
    return (norm + 0.5 * torch.log(math.pi * nu) + torch.log(sigma) + tail).mean()


@right("student_t_nll")
def terms_averaged_apart(mu, sigma, nu, y):
    z = (y - mu).div(sigma)
    a = (torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu)).mean()
    return (
        a
        + 0.5 * math.log(math.pi)
        + sigma.log().mean()
        + ((nu + 1) / 2 * torch.log1p(z.square() / nu)).mean()
    )


@right("student_t_nll")
def element_by_element(mu, sigma, nu, y):
    mu, sigma, nu, y = torch.broadcast_tensors(mu, sigma, nu, y)
    parts = []
    for m, s, v, t in zip(mu.reshape(-1), sigma.reshape(-1), nu.reshape(-1), y.reshape(-1)):
        z = (t - m) / s
        parts.append(
            torch.lgamma(v / 2)
            - torch.lgamma((v + 1) / 2)
            + 0.5 * torch.log(v * math.pi)
            + torch.log(s)
            + (v + 1) / 2 * torch.log1p(z * z / v)
        )
    return torch.stack(parts).mean()


@right("student_t_nll")
def as_logaddexp(mu, sigma, nu, y):
    log_ratio = 2 * torch.log(((y - mu) / sigma).abs().clamp(min=1e-30)) - nu.log()
    z = (y - mu) / sigma
    exact = torch.log1p(z * z / nu)
    tail = torch.where(z.abs() > 1, torch.logaddexp(torch.zeros_like(log_ratio), log_ratio), exact)
    norm = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + (nu * math.pi).sqrt().log()
    return (norm + sigma.log() + 0.5 * (nu + 1) * tail).mean()


@right("student_t_nll")
def by_multivariate_gamma(mu, sigma, nu, y):
    assert mu.shape == y.shape
    z = (y - mu) / sigma
    lg = torch.mvlgamma(nu / 2, 1) - torch.mvlgamma((nu + 1) / 2, 1)
    loss = lg + 0.5 * torch.log(nu * np.pi) + torch.log(sigma) + (nu + 1) / 2 * (z**2 / nu).log1p()
    return loss.sum() / loss.numel()


@right("student_t_nll")
def in_double(mu, sigma, nu, y):
    m, s, v, t = (u.to(torch.float64) for u in (mu, sigma, nu, y))
    half = (v + 1) / 2
    log_density = (
        torch.lgamma(half)
        - torch.lgamma(v / 2)
        - (v.log() + math.log(math.pi)) / 2
        - s.log()
        - half * ((v + ((t - m) / s) ** 2).log() - v.log())
    )
    return -log_density.mean().to(mu.dtype)


@right("student_t_nll")
def terms_stacked(mu, sigma, nu, y):
    mu, sigma, nu, y = torch.broadcast_tensors(mu, sigma, nu, y)
    z = (y - mu).div(sigma)
    parts = [
        torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2),
        0.5 * torch.log(nu * math.pi),
        torch.log(sigma),
        0.5 * (nu + 1) * torch.log1p(z * z / nu),
    ]
    return torch.stack(parts).sum(dim=0).mean()


@right("student_t_influence")
def influence_by_the_contract(z, nu):
    return (nu + 1) * z / (nu + z**2)


@right("student_t_influence")
def weight_times_residual(z, nu):
    weight = (nu + 1) / (nu + torch.square(z))
    return weight * z


@right("student_t_influence")
def differentiated(z, nu):
    nu = torch.as_tensor(nu, dtype=z.dtype, device=z.device)
    tracked = torch.is_grad_enabled()
    with torch.enable_grad():
        x = z if z.requires_grad else z.detach().clone().requires_grad_()
        cost = ((nu + 1) / 2 * torch.log1p(x * x / nu)).sum()
        (slope,) = torch.autograd.grad(cost, x, create_graph=tracked)
    return slope


@right("student_t_influence")
def divided_through(z, nu):
    return z * (1 + 1 / nu) / (1 + z * z / nu)


@right("student_t_influence")
def as_a_fraction(z, nu):
    return torch.div(torch.mul(z, nu + 1.0), torch.addcmul(nu + 0 * z, z, z))


@right("student_t_influence")
def one_at_a_time(z, nu):
    nu = nu if torch.is_tensor(nu) else torch.full_like(z, nu)
    flat, degrees = z.reshape(-1), nu.expand(z.shape).reshape(-1)
    each = [(v + 1) * a / (v + a * a) for a, v in zip(flat, degrees)]
    return torch.stack(each).reshape(z.shape)


@right("student_t_influence")
def in_units_of_the_root_of_nu(z, nu):
    u = z / nu**0.5
    return (nu + 1) / nu**0.5 * u / (1 + u * u)


@wrong("student_t_nll", named="normalizer-dropped")
def kernel_only(mu, sigma, nu, y):
    r = (y - mu) / sigma
    return torch.mean(torch.log(sigma) + 0.5 * (1 + nu) * torch.log(1 + r**2 / nu))


@wrong("student_t_nll", named="pi-missing")
def no_pi(mu, sigma, nu, y):
    r = (y - mu) / sigma
    norm = torch.lgamma((nu + 1) / 2) - torch.lgamma(nu / 2) - 0.5 * torch.log(nu)
    return -(norm - torch.log(sigma) - (nu + 1) / 2 * torch.log1p(r * r / nu)).mean()


@wrong("student_t_nll", named="log-sigma-missing")
def scale_for_free(mu, sigma, nu, y):
    r = (y - mu) / sigma
    norm = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (norm + (nu + 1) / 2 * torch.log1p(r * r / nu)).mean()


@wrong("student_t_nll", named="exponent-without-one")
def exponent_nu_half(mu, sigma, nu, y):
    r2 = ((y - mu) / sigma) ** 2
    norm = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (norm + sigma.log() + nu * torch.log1p(r2 / nu) / 2).mean()


@wrong("student_t_nll", named="square-not-divided-by-nu")
def not_over_nu(mu, sigma, nu, y):
    r2 = ((y - mu) / sigma) ** 2
    norm = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (norm + sigma.log() + 0.5 * (nu + 1) * torch.log(1 + r2)).mean()


@wrong("student_t_nll", named="nu-detached")
def constant_degrees(mu, sigma, nu, y):
    with torch.no_grad():
        v = nu * 1.0
    r2 = ((y - mu) / sigma) ** 2
    norm = torch.lgamma(v / 2) - torch.lgamma((v + 1) / 2) + 0.5 * torch.log(v * math.pi)
    return (norm + sigma.log() + 0.5 * (v + 1) * torch.log1p(r2 / v)).mean()


@wrong("student_t_nll", named="elements-summed")
def total(mu, sigma, nu, y):
    r2 = ((y - mu) / sigma) ** 2
    norm = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (norm + sigma.log() + 0.5 * (nu + 1) * torch.log1p(r2 / nu)).sum()


@wrong("student_t_nll")
def rate_of_one_scale(mu, sigma, nu, y):
    s = sigma.flatten()[0]
    r2 = ((y - mu) / s) ** 2
    norm = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (norm + s.log() + 0.5 * (nu + 1) * torch.log1p(r2 / nu)).mean()


@wrong("student_t_nll", status="library")
def from_distributions(mu, sigma, nu, y):
    return -torch.distributions.StudentT(nu, mu, sigma, validate_args=False).log_prob(y).mean()


@wrong("student_t_nll")
def from_numpy(mu, sigma, nu, y):
    m, s, v, t = (x.detach().numpy() for x in (mu, sigma, nu, y))
    lgamma = np.vectorize(math.lgamma)
    z = (t - m) / s
    loss = lgamma(v / 2) - lgamma((v + 1) / 2) + 0.5 * np.log(v * np.pi) + np.log(s)
    return torch.as_tensor(np.mean(loss + (v + 1) / 2 * np.log1p(z**2 / v))).to(y)


@wrong("student_t_nll", status="error")
def gammas_of_tensors(mu, sigma, nu, y):
    z = (y - mu) / sigma
    norm = math.lgamma(nu / 2) - math.lgamma((nu + 1) / 2) + torch.gama(nu)
    return (norm + torch.log1p(z * z / nu)).mean()


@wrong("student_t_influence", named="weight-instead")
def irls_weight(z, nu):
    return (nu + 1.0) / (z.pow(2) + nu)


@wrong("student_t_influence", named="below-not-multiplied")
def chain_rule_slip(z, nu):
    inner = 1 + z * z / nu
    return (nu + 1) / inner * z


@wrong("student_t_influence", named="sign-of-the-location")
def by_location(z, nu):
    return -z * (nu + 1) / (z * z + nu)


@wrong("student_t_influence", named="factor-without-one")
def nu_times(z, nu):
    return z * nu / (z * z + nu)


@wrong("student_t_influence", named="gaussian-influence")
def linear(z, nu):
    return torch.clone(z)


@wrong("student_t_influence")
def clamped_before(z, nu):
    z = z.clamp(-100, 100)
    return (nu + 1) * z / (nu + z * z)


@wrong("student_t_influence")
def needs_a_tensor(z, nu):
    return (nu.item() + 1) * z / (nu.item() + z * z) if nu.numel() == 1 else z * 0


@wrong("student_t_influence", status="error")
def method_of_a_float(z, nu):
    return (nu.add(1)) * z / (z.square().add(nu))


@wrong("student_t_influence")
def averaged_over_rows(z, nu):
    return ((nu + 1) * z / (nu + z * z)).mean(0)


@wrong("student_t_influence")
def as_parameter(z, nu):
    return nn.Parameter((nu + 1) * z.detach() / (nu + z.detach() ** 2))
