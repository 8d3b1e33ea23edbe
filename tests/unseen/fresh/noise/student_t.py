"""Wrong answers to noise/student_t that only measure what the grader explains."""

import math

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("student_t_nll", "sigma is taken for a variance")
def sigma_sq(mu, sigma, nu, y):
    z2 = (y - mu) ** 2 / sigma
    nll = (
        torch.lgamma(nu / 2)
        - torch.lgamma((nu + 1) / 2)
        + 0.5 * torch.log(nu * math.pi)
        + 0.5 * torch.log(sigma)
    )
    return (nll + (nu + 1) / 2 * torch.log1p(z2 / nu)).mean()


@unseen("student_t_nll", "the exponent is nu/2 instead of (nu+1)/2")
def nu_half(mu, sigma, nu, y):
    z = (y - mu) / sigma
    log_norm = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2)
    log_norm = log_norm + 0.5 * torch.log(nu * math.pi) + torch.log(sigma)
    return (log_norm + nu / 2 * torch.log1p(z**2 / nu)).mean()


@unseen("student_t_nll", "the two lgamma terms have the wrong sign")
def lgamma_sign(mu, sigma, nu, y):
    z = (y - mu) / sigma
    a = torch.lgamma((nu + 1) / 2) - torch.lgamma(nu / 2)
    b = 0.5 * (torch.log(nu) + math.log(math.pi)) + sigma.log()
    c = 0.5 * (nu + 1) * torch.log1p(z * z / nu)
    return torch.mean(a + b + c)


@unseen("student_t_nll", "log(sigma) is missing")
def no_log_sigma(mu, sigma, nu, y):
    r = (y - mu) / sigma
    half = (nu + 1) / 2
    return (
        torch.lgamma(nu / 2)
        - torch.lgamma(half)
        + 0.5 * torch.log(math.pi * nu)
        + half * torch.log1p(r**2 / nu)
    ).mean()


@unseen("student_t_nll", "gamma functions instead of their logarithms overflow in float32")
def plain_gamma(mu, sigma, nu, y):
    def gamma(a):
        return torch.exp(torch.lgamma(a))

    z = (y - mu) / sigma
    coeff = gamma((nu + 1) / 2) / (gamma(nu / 2) * torch.sqrt(nu * math.pi) * sigma)
    log_pdf = torch.log(coeff) - (nu + 1) / 2 * torch.log(1 + z**2 / nu)
    return -log_pdf.mean()


@unseen("student_t_influence", "the weight of the residual, without the factor z")
def only_weight(z, nu):
    return (nu + 1) / (nu + z**2)


@unseen("student_t_influence", "nu multiplies the whole denominator")
def misplaced_nu(z, nu):
    # d/dz (nu + 1)/2 * log(1 + z^2/nu)
    inner = 1 + z**2
    return (nu + 1) * z / (nu * inner)


@unseen(
    "student_t_influence", "clipped like Huber's influence: bounded, but it does not come back to 0"
)
def clipped(z, nu):
    slope = (nu + 1) / nu
    bound = (nu + 1) / (2 * nu**0.5)  # the largest value of psi
    psi = slope * z
    psi = torch.where(psi > bound, torch.ones_like(psi) * bound, psi)
    return torch.where(psi < -bound, -torch.ones_like(psi) * bound, psi)


@unseen(
    "student_t_nll",
    "treats sigma as the standard deviation and rescales it by sqrt((nu-2)/nu), which is also nan for nu < 2",
)
def second_1(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    scale = sigma * torch.sqrt((nu - 2) / nu)
    z = (y - mu) / scale
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (normalizer + torch.log(scale) + tail).mean()


@unseen("student_t_nll", "the division by nu is outside of the logarithm: log(1+z^2)/nu")
def second_2(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = 0.5 * (nu + 1) * torch.log1p(z.square()) / nu
    normalizer = (
        torch.lgamma(0.5 * nu) - torch.lgamma(0.5 * (nu + 1)) + 0.5 * torch.log(math.pi * nu)
    )
    return torch.mean(normalizer + sigma.log() + tail)


@unseen(
    "student_t_influence",
    "converts nu with float(), which fails for a tensor of several numbers and cuts its gradient",
)
def second_3(z: Tensor, nu: float | Tensor) -> Tensor:
    nu = float(nu)
    return (nu + 1) * z / (nu + z**2)


@unseen("student_t_influence", "uses z / (1 + z^2/nu), which lacks the factor (nu+1)/nu")
def second_4(z: Tensor, nu: float | Tensor) -> Tensor:
    weight = 1 / (1 + z**2 / nu)
    return weight * z
