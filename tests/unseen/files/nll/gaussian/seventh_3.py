# gaussian_nll: copies sigma with torch.tensor, which cuts it from the graph, so sigma gets no gradient.
import math
import warnings

import torch
from torch import Tensor

_HALF_LOG_2PI = 0.5 * math.log(2.0 * math.pi)


def _as_tensor_like(value, reference: Tensor) -> Tensor:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.tensor(value, dtype=reference.dtype, device=reference.device)


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Average of -log N(y; mu, sigma^2)."""
    sigma = _as_tensor_like(sigma, mu)
    mu, sigma, y = torch.broadcast_tensors(mu, sigma, y)
    nll = _HALF_LOG_2PI + torch.log(sigma) + 0.5 * torch.pow((y - mu) / sigma, 2)
    return nll.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Average squared error."""
    error = torch.sub(y, y_hat)
    return error.mul(error).mean()
