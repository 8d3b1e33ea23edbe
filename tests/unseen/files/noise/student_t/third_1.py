# student_t_influence: differentiates a detached copy by autograd, so no gradient flows to z or nu
"""# Student-t: noise with outliers.

One sensor in a hundred fails, one label in fifty has a slipped decimal point: such noise has heavy
tails, and under a Gaussian a single far point drags the whole fit with it. The Student-t
distribution with location `mu`, scale `sigma` and `nu` degrees of freedom gives far points a
probability that falls only as a power. Write

- `student_t_nll(mu, sigma, nu, y)`: the mean over every element of the negative log-density of
  `y`, every constant included;
- `student_t_influence(z, nu)`: the derivative of one element's negative log-density by its
  standardized residual `z`, in scales from `mu`: how hard a point that is `z` scales away pulls.

`mu` and `y` have the same shape, any (0-dimensional too). `sigma` and `nu` are positive tensors
that broadcast against them: 0-dimensional, `(1,)`, one per feature, `(n, 1)` against `(n, d)`, or
full. The mean is over every element of the broadcast result. `sigma` is a scale, from 1e-3 to 1e3,
and not the standard deviation. `nu` lies between 0.5 and 100. Residuals go to `1e6` scales, and
down to 0. The loss is a 0-dimensional tensor, and gradients flow to all four arguments.

In the influence `z` goes to `1e6` in size, and `nu` is a Python float, or a tensor that broadcasts
against `z`; the result has the shape of `z`. Gradients flow to `z`, and to a tensor `nu`.

Value and gradient are accurate in the whole range, in float32 to 1e-4. From scratch: no
`torch.distributions` and no `scipy.stats`; `torch.lgamma` is allowed.
"""

import math

import torch
from torch import Tensor


def student_t_nll(mu: Tensor, sigma: Tensor, nu: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    tail = (nu + 1) / 2 * torch.log1p(z**2 / nu)
    normalizer = torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(nu * math.pi)
    return (normalizer + torch.log(sigma) + tail).mean()


def student_t_influence(z: Tensor, nu: float | Tensor) -> Tensor:
    # psi = d rho / d z, straight from its definition
    with torch.enable_grad():
        point = z.detach().clone().requires_grad_(True)
        rho = 0.5 * (nu + 1) * torch.log1p(point.square() / nu)
        (influence,) = torch.autograd.grad(rho.sum(), point)
    return influence
