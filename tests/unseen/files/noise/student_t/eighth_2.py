# student_t_influence: the derivative is taken by autograd on a detached copy without create_graph, so the value is right but no gradient flows to z or nu.
import math

import torch


def _energy(z, nu):
    return 0.5 * (nu + 1) * torch.log1p(z * z / nu)


def student_t_nll(mu, sigma, nu, y):
    z = (y - mu) / sigma
    norm = torch.lgamma(0.5 * nu) - torch.lgamma(0.5 * (nu + 1)) + 0.5 * torch.log(nu * math.pi)
    return (norm + torch.log(sigma) + _energy(z, nu)).mean()


def student_t_influence(z, nu):
    with torch.enable_grad():
        point = z.detach().clone().requires_grad_(True)
        total = _energy(point, nu).sum()
        (slope,) = torch.autograd.grad(total, point)
    return slope
