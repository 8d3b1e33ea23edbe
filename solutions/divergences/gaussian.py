"""# KL between two multivariate Gaussians.

Variational inference, trust regions and Fréchet-like scores all compare Gaussians with full
covariances. Between two Gaussians the KL has a closed form. Write

- `kl_gaussians(mu_p, cov_p, mu_q, cov_q)`: the Kullback-Leibler divergence of `N(mu_p, cov_p)`
  from `N(mu_q, cov_q)`, the expectation **under `p`** of `log p - log q`, in nats.

`mu_p` and `mu_q` have the shape `(d,)`, `cov_p` and `cov_q` the shape `(d, d)`: symmetric positive
definite covariances, not standard deviations, factors or precisions. The result is a 0-dimensional
tensor, 0 for equal distributions and positive otherwise.

The covariances are full matrices with `d` up to 64. Their diagonals hold variances from 1e-8 to
1e8, possibly within one matrix; the correlations are well-conditioned. The result must be accurate
there, also in float32, so neither a determinant nor anything added to a diagonal will do. Gradients
flow to the means; those for the covariances are not graded.

From scratch: any function of `torch.linalg`, but not `torch.distributions`.

## Formula

```
d            = len(mu_p)
delta        = mu_q - mu_p
kl_gaussians = 0.5*( trace(cov_q^-1 cov_p) + delta^T cov_q^-1 delta
                     - d + log det cov_q - log det cov_p )
```

## Hints

1. `log p - log q` is a difference of two quadratics and two log-determinants. Take its expectation
   under `p`: what is the expectation of `(x - mu_q)^T cov_q^-1 (x - mu_q)`? Four terms remain, and
   for equal distributions they must cancel.
2. A determinant of 64 variances of 1e-8 is 1e-512, which is 0. The Cholesky factor `L` of a
   covariance has a logarithm for each dimension instead, and solving with `L` replaces the inverse:
   with `L L^T = cov_q`, the quadratic form is the squared length of `L^-1 delta`.
3. With `L_p`, `L_q` from `torch.linalg.cholesky`: `M = L_q^-1 L_p` and `z = L_q^-1 delta` by
   `torch.linalg.solve_triangular(..., upper=False)`. Then half of `M.square().sum() +
   z.square().sum() - d`, plus the sum of `log diag(L_q) - log diag(L_p)`.

## In the interview

**Where does it come from?** `log N(x)` is `-0.5*(x-mu)^T cov^-1 (x-mu) - 0.5*log det cov` plus a
constant that cancels. Under `p` the expectation of its own quadratic is `d`, that of `q`'s is
`trace(cov_q^-1 cov_p)` plus the quadratic form of the difference of the means. Set `cov_q = I`,
`mu_q = 0` and a diagonal `cov_p` and you have the KL term of the VAE.

**What do the terms do?** The quadratic form is the squared distance of the means measured in `q`'s
units (Mahalanobis). The other three compare the shapes: with `lambda_i` the eigenvalues of
`cov_q^-1 cov_p` they are `0.5*sum(lambda_i - 1 - log(lambda_i))`, each at least 0. If `p` is wider
than `q` in some direction, `lambda` grows without a log to slow it: expensive. If narrower, only
`-log` grows. That is why minimizing `KL(p || q)` over `q` covers `p`, and over `p` shrinks inside
`q`.

**Numerics.** Cholesky, not `inv` and `det`. The determinant under- or overflows, and a log of it
comes too late. Cholesky does not care about the units of each coordinate, because rescaling them
rescales the rows of `L`. An eigendecomposition does: it loses variances that are 1e-16 of the
largest one. Adding `1e-6*I` changes every variance near it.

**Follow-ups.** *Cost?* `O(d^3)`; diagonal covariances need `O(d)`. *Which direction is the ELBO's?*
`KL(posterior || prior)`, the expectation under `q(z|x)`, from which we sample. *Invariance?* Any
invertible affine map of `x` leaves the KL as it is. *A mixture?* No closed form: sample, or bound.
*Small changes?* The KL is half the squared change of the mean in Fisher's metric, hence the trust
region of natural gradients.

## Rubric

- Derives the four terms from the expectation of `log p - log q` under `p`, with `-d` from `p`'s own
  quadratic.
- Inverts and measures with `q`'s covariance, and knows what changes in the other direction.
- Uses Cholesky factors: triangular solves, and a sum of logs in place of a determinant.
- Checks that equal distributions give 0, and one dimension the formula known from the VAE.
- Says what it means that one is wider than the other, in each direction.

Red flags:

- `torch.log(torch.det(cov))`, or an inverse with `1e-6` added to make it work.
- Cannot say whose covariance measures the distance of the means.
"""

import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`.

    Args:
        mu_p: mean of the first Gaussian, shape `(d,)`.
        cov_p: its covariance, symmetric positive definite, shape `(d, d)`.
        mu_q: mean of the second Gaussian, shape `(d,)`.
        cov_q: its covariance, symmetric positive definite, shape `(d, d)`.

    Returns:
        The divergence in nats, a 0-dimensional tensor.
    """
    # blank: instead of inverse and determinant
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    # end
    # blank: means and shapes, in the units of q
    both = torch.cat([factor_p, (mu_q - mu_p).unsqueeze(1)], dim=1)
    whitened = torch.linalg.solve_triangular(factor_q, both, upper=False)
    # end
    # blank: the difference of the log-determinants, halved
    log_widths = (factor_q.diagonal().log() - factor_p.diagonal().log()).sum()
    # end
    return (whitened.square().sum() - len(mu_p)) / 2 + log_widths  # blank: all together
