# kl_gaussians: inverse and log-determinant come from eigh with eigenvalues floored at 1e-10 times the largest, which loses the small variances of a matrix that also holds large ones
"""KL between two multivariate Gaussians, by eigendecomposition."""

import torch
from torch import Tensor


def _eigen(cov: Tensor) -> tuple[Tensor, Tensor]:
    values, vectors = torch.linalg.eigh(cov.double())
    # rounding may leave tiny negative eigenvalues
    return values.clamp(min=1e-10 * values[-1].item()), vectors


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`."""
    values_p, _ = _eigen(cov_p)
    values_q, vectors_q = _eigen(cov_q)
    whiten = vectors_q / values_q.sqrt()
    shift = whiten.T @ (mu_q.double() - mu_p.double())
    trace = ((whiten.T @ cov_p.double()) * whiten.T).sum()
    log_det = values_q.log().sum() - values_p.log().sum()
    kl = 0.5 * (trace + shift @ shift - mu_p.numel() + log_det)
    return kl.to(mu_p.dtype)
