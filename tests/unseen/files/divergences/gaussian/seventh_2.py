# kl_gaussians: 1e-6 is added to both diagonals before the factorisation, which swamps variances as small as 1e-8.
import torch


def kl_gaussians(mu_p, cov_p, mu_q, cov_q):
    d = mu_p.shape[0]
    eye = torch.eye(d, dtype=cov_p.dtype, device=cov_p.device)
    Lp, Lq = (torch.linalg.cholesky(c + 1e-6 * eye) for c in (cov_p, cov_q))
    rhs = torch.cat([Lp, (mu_p - mu_q)[:, None]], dim=1)
    white = torch.linalg.solve_triangular(Lq, rhs, upper=False)
    quadratic = white.pow(2).sum()
    log_widths = (Lq.diagonal().log() - Lp.diagonal().log()).sum()
    return 0.5 * (quadratic - d) + log_widths
