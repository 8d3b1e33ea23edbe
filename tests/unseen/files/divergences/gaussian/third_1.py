# kl_gaussians: halves the log-determinant term twice (log_widths is halved already)
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
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    shape = torch.linalg.solve_triangular(factor_q, factor_p, upper=False)
    shift = torch.linalg.solve_triangular(factor_q, (mu_q - mu_p)[:, None], upper=False)
    log_widths = factor_q.diagonal().log().sum() - factor_p.diagonal().log().sum()
    d = mu_p.shape[0]
    return 0.5 * ((shape**2).sum() + (shift**2).sum() - d + log_widths)
