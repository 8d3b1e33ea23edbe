"""Locate a satellite from range measurements of which a few are wildly wrong."""

import math

import torch
from torch import Tensor


def log_normaliser(sigma: Tensor, nu: Tensor) -> Tensor:
    """What is added to the cost of a residual to make it a negative log-density."""
    gammas = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2)
    pi = torch.as_tensor(math.pi, dtype=nu.dtype, device=nu.device)
    freedom = 0.5 * torch.log(nu * pi)
    return gammas + freedom + sigma.log()


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density of observations with heavy-tailed noise.

    Args:
        mu: location, any shape.
        sigma: scale, positive; broadcasts against `mu`.
        nu: degrees of freedom, in [0.5, 100]; broadcasts against `mu`.
        y: observations, of the shape of `mu`.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    z = (y - mu) / sigma
    ratio = z.square() / nu
    cost = 0.5 * (nu + 1) * torch.log1p(ratio)
    per_element = cost + log_normaliser(sigma, nu)
    share = torch.full_like(per_element, 1 / per_element.numel())
    return (per_element * share).sum()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """How hard a point pulls on the location, by its standardized residual.

    Args:
        z: standardized residuals, any shape.
        nu: degrees of freedom, in [0.5, 100]; a float, or a tensor that broadcasts against `z`.

    Returns:
        The influence, of the shape of `z`.
    """
    pull = (nu + 1) * z
    width = nu + z.square()
    return pull / width


def locate(y: Tensor, nu: float, steps: int = 300, lr: float = 0.1) -> tuple[Tensor, Tensor]:
    """Location and scale of measurements, by gradient descent."""
    mu, log_sigma = y.median().clone().requires_grad_(), torch.zeros((), requires_grad=True)
    for _ in range(steps):
        loss = student_t_nll(mu.expand_as(y), log_sigma.exp(), torch.tensor(nu), y)
        gradients = torch.autograd.grad(loss, [mu, log_sigma])
        with torch.no_grad():
            for parameter, gradient in zip((mu, log_sigma), gradients, strict=True):
                parameter.sub_(lr * gradient)
    return mu.detach(), log_sigma.detach().exp()


def ignored(y: Tensor, mu: Tensor, sigma: Tensor, nu: float) -> Tensor:
    """Which measurements hardly pull, although they are far away."""
    z = (y - mu) / sigma
    return (z.abs() > 3) & (student_t_influence(z, nu).abs() < 1)
