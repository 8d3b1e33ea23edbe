# kl_gaussians: whitens with the transposed factor, which is right only for diagonal covariances
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
"""

import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Everything in the coordinates in which q is standard normal."""
    L_p = torch.linalg.cholesky(cov_p)
    L_q = torch.linalg.cholesky(cov_q)
    stacked = torch.cat([L_p, (mu_p - mu_q).unsqueeze(1)], dim=1)
    white = torch.linalg.solve_triangular(L_q.mT, stacked, upper=True)
    log_widths = torch.log(torch.diagonal(L_q) / torch.diagonal(L_p)).sum()
    return 0.5 * (white.square().sum() - len(mu_p)) + log_widths
