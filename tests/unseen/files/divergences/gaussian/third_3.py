# kl_gaussians: takes the log-determinants from eigenvalues, whose small ones are lost when variances of 1e-8 and 1e8 meet in one matrix
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


def _half_log_det(cov: Tensor) -> Tensor:
    # log of a product = sum of logs: no determinant that could overflow
    return 0.5 * torch.linalg.eigvalsh(cov).log().sum()


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    d = mu_p.numel()
    chol_p = torch.linalg.cholesky(cov_p)
    chol_q = torch.linalg.cholesky(cov_q)
    whitened_shape = torch.linalg.solve_triangular(chol_q, chol_p, upper=False)
    whitened_mean = torch.linalg.solve_triangular(chol_q, (mu_p - mu_q).view(-1, 1), upper=False)
    trace = whitened_shape.pow(2).sum()
    mahalanobis = whitened_mean.pow(2).sum()
    return 0.5 * (trace + mahalanobis - d) + _half_log_det(cov_q) - _half_log_det(cov_p)
