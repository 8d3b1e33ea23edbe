# student_t_influence: by autograd without create_graph; the result carries no gradient to z or to a tensor nu, value right
import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (normalizer + torch.log(sigma) + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    with torch.enable_grad():
        leaf = z.detach().clone().requires_grad_()
        nll = (nu + 1) / 2 * torch.log1p(leaf**2 / nu)
        return torch.autograd.grad(nll.sum(), leaf)[0]
