# student_t_influence: the derivative is taken with autograd on a detached copy and without create_graph, so the result carries no gradient to z or to a tensor nu.
import math

import torch
from torch import Tensor


def _log_kernel(z: Tensor, nu) -> Tensor:
    return (nu + 1) / 2 * torch.log1p(z.square() / nu)


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    half = nu / 2
    constant = torch.lgamma(half) - torch.lgamma(half + 0.5) + 0.5 * (torch.log(nu) + math.log(math.pi))
    return (_log_kernel(z, nu) + constant + torch.log(sigma)).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    with torch.enable_grad():
        point = z.detach().clone().requires_grad_(True)
        cost = _log_kernel(point, nu).sum()
        (slope,) = torch.autograd.grad(cost, point)
    return slope
