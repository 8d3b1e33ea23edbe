# Student-t with 1,000 degrees of freedom instead of the Gaussian. Clause: "assume `y ~ N(mu, sigma^2)`", quadratic term `(y-mu)^2/(2*sigma^2)`. Shown by mu=[0.], sigma=[1.], y=[5.]: 13.278 instead of 13.419
import math

import torch
from torch import Tensor


_NU = 1000.0
_CONST = math.lgamma(_NU / 2) - math.lgamma((_NU + 1) / 2) + 0.5 * math.log(_NU * math.pi)


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    per_element = _CONST + torch.log(sigma) + 0.5 * (_NU + 1) * torch.log1p(z**2 / _NU)
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = (y - y_hat) ** 2
    return per_element.mean()
