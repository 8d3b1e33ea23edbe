"""Fit the code of one observation by stochastic variational inference."""

import torch
from torch import Tensor


def standard_deviation(log_var: Tensor) -> Tensor:
    """Standard deviations from the logarithms of variances."""
    half = 0.5 * log_var
    return half.exp()


def noise_like(like: Tensor) -> Tensor:
    """Fresh standard normal noise for every element."""
    draws = torch.randn_like(like)
    return draws.detach()


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw one code from each Gaussian, differentiably in its parameters.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        A fresh sample, the shape of `mu`.
    """
    std = standard_deviation(log_var)
    eps = noise_like(mu)
    offset = std * eps
    return mu + offset


def negative_elbo(mu: Tensor, log_var: Tensor, observed: Tensor) -> Tensor:
    """One estimate of the bound for a code that is seen through a square."""
    z = reparameterise(mu, log_var)
    likelihood = 0.5 * (observed - z.square()).square().sum()
    kl = 0.5 * (mu.square() + log_var.expm1() - log_var).sum()
    return likelihood + kl


def fit(observed: Tensor, steps: int = 500, lr: float = 0.01) -> tuple[Tensor, Tensor]:
    """Mean and log-variance of the code by stochastic gradient descent."""
    mu = torch.ones_like(observed, requires_grad=True)
    log_var = torch.zeros_like(observed, requires_grad=True)
    for _ in range(steps):
        loss = negative_elbo(mu, log_var, observed)
        gradients = torch.autograd.grad(loss, [mu, log_var])
        with torch.no_grad():
            for parameter, gradient in zip((mu, log_var), gradients, strict=True):
                parameter.sub_(lr * gradient)
    return mu.detach(), log_var.detach()
