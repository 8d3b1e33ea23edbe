"""Detect that a sensor has drifted: how far are today's readings from those of a quiet week?"""

import torch
from torch import Tensor


def whiten(factor: Tensor, columns: Tensor) -> Tensor:
    """Solve `factor @ z = columns` for a lower triangular factor."""
    z: Tensor = torch.linalg.solve_triangular(factor, columns, upper=False)
    return z


def half_log_det(factor: Tensor) -> Tensor:
    """Half of the log-determinant of a covariance, from its Cholesky factor."""
    diagonal = factor.diagonal()
    return diagonal.log().sum()


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`.

    Args:
        mu_p: mean of the first Gaussian, shape `(d,)`.
        cov_p: its covariance, symmetric positive definite, shape `(d, d)`.
        mu_q: mean of the second Gaussian, shape `(d,)`.
        cov_q: its covariance, symmetric positive definite, shape `(d, d)`.

    Returns:
        The divergence in nats, a 0-dimensional tensor.
    """
    factor_p = torch.linalg.cholesky(cov_p)
    factor_q = torch.linalg.cholesky(cov_q)
    shape = whiten(factor_q, factor_p)
    difference = (mu_q - mu_p).unsqueeze(1)
    shift = whiten(factor_q, difference)
    trace = shape.square().sum()
    distance = shift.square().sum()
    widths = half_log_det(factor_q) - half_log_det(factor_p)
    return 0.5 * (trace + distance - len(mu_p)) + widths


def moments(readings: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and covariance of readings, shape (n, d)."""
    return readings.mean(dim=0), torch.cov(readings.T)


def drift(quiet: Tensor, today: Tensor) -> str:
    """What to tell the operator."""
    mean, covariance = moments(quiet)
    nats = float(kl_gaussians(*moments(today), mean, covariance))
    return f"{nats:.2f} nats from a quiet week{': check the sensor' if nats > 1 else ''}"
