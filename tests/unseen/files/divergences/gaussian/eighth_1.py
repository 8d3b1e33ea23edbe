# kl_gaussians: the trace of inv(cov_q) @ cov_p is taken as the sum of squares of only the diagonal of the whitened factor instead of all its entries, right only for matching correlation structure such as diagonal covariances.
import torch
from torch import Tensor


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """KL( N(mu_p, cov_p) || N(mu_q, cov_q) )."""
    d = mu_p.shape[0]
    L_p = torch.linalg.cholesky(cov_p)
    L_q = torch.linalg.cholesky(cov_q)

    # everything in the units of q
    W = torch.linalg.solve_triangular(L_q, L_p, upper=False)
    z = torch.linalg.solve_triangular(L_q, (mu_p - mu_q).unsqueeze(1), upper=False)

    trace = torch.diagonal(W).square().sum()
    mahalanobis = z.square().sum()
    half_logdet = L_q.diagonal().log().sum() - L_p.diagonal().log().sum()
    return 0.5 * (trace + mahalanobis - d) + half_logdet
