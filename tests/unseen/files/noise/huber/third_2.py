# huber_nll: compares the raw residual, not the standardized one, with delta
"""# Huber: a Gaussian center, Laplace tails.

Squared error trusts every point, absolute error wastes what the good ones say. Huber's loss is
quadratic for small residuals and linear for large ones, and with its normalizer it is the negative
logarithm of a density: Gaussian in the middle, with exponential tails. Write

- `huber_loss(y_hat, y, delta)`: the mean over every element of Huber's loss of the residual: half
  its square up to `delta` in size, and beyond that the straight line that continues it with the
  same value and slope;
- `huber_log_normaliser(delta)`: the logarithm of the integral of `exp(-huber(r))` over all real
  `r`, as a float or a 0-dimensional float64 tensor, right to 1e-9;
- `huber_nll(mu, sigma, delta, y)`: the mean over every element of the negative log-density of `y`
  under that distribution with location `mu` and scale `sigma`: Huber's loss is that of the
  standardized residual, and every constant is included.

`y_hat`, `mu` and `y` have the same shape, any (0-dimensional too). `sigma` is a positive tensor,
from 1e-3 to 1e3, that broadcasts against them: 0-dimensional, `(1,)`, one per feature, `(n, 1)`
against `(n, d)`, or full. `delta` is a Python float from 0.01 to 100; in `huber_nll` it counts
scales. The mean is over every element of the broadcast result.

Both losses are 0-dimensional tensors. Gradients flow to `y_hat`, `mu` and `sigma`; none is asked
for `y`. A residual of `delta` is no kink: the gradient is graded there too. Value and gradient are
accurate for residuals up to `1e6*delta` in `huber_loss`, and up to a thousand scales in
`huber_nll`, in float32 too.

From scratch: no `F.huber_loss`, no `F.smooth_l1_loss` and no `torch.distributions`; `math.erf` is
allowed.
"""

import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = (y - y_hat).abs()
    inner = r.clamp(max=delta)
    return (0.5 * inner**2 + delta * (r - inner)).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    r = (y - mu).abs()
    z = r / sigma
    quadratic = 0.5 * z**2
    linear = delta * (z - 0.5 * delta)
    rho = torch.where(r <= delta, quadratic, linear)
    return (rho + torch.log(sigma) + huber_log_normaliser(delta)).mean()
