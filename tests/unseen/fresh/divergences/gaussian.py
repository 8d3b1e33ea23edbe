"""Wrong answers to divergences/gaussian that only measure what the grader explains."""

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("kl_gaussians", "the KL of q from p")
def reversed_kl(mu_p, cov_p, mu_q, cov_q):
    d = mu_p.shape[0]
    Lp, Lq = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    M = torch.linalg.solve_triangular(Lp, Lq, upper=False)
    z = torch.linalg.solve_triangular(Lp, (mu_q - mu_p).unsqueeze(1), upper=False)
    logdet = 2 * (Lp.diagonal().log() - Lq.diagonal().log()).sum()
    return 0.5 * (M.pow(2).sum() + z.pow(2).sum() - d + logdet)


@unseen("kl_gaussians", "explicit determinants under- or overflow")
def dets(mu_p, cov_p, mu_q, cov_q):
    d = mu_p.shape[0]
    inv_q = torch.linalg.inv(cov_q)
    diff = mu_q - mu_p
    trace = torch.trace(inv_q @ cov_p)
    maha = diff @ inv_q @ diff
    log_ratio = torch.log(torch.det(cov_q) / torch.det(cov_p))
    return 0.5 * (trace + maha - d + log_ratio)


@unseen("kl_gaussians", "the dimension d is not subtracted")
def no_minus_d(mu_p, cov_p, mu_q, cov_q):
    Lp = torch.linalg.cholesky(cov_p)
    Lq = torch.linalg.cholesky(cov_q)
    A = torch.linalg.solve_triangular(Lq, Lp, upper=False)
    u = torch.linalg.solve_triangular(Lq, (mu_p - mu_q)[:, None], upper=False)
    log_det = 2 * (torch.log(torch.diagonal(Lq)).sum() - torch.log(torch.diagonal(Lp)).sum())
    return 0.5 * ((A**2).sum() + (u**2).sum() + log_det)


@unseen("kl_gaussians", "the mean difference is measured in the covariance of p instead of q")
def wrong_metric(mu_p, cov_p, mu_q, cov_q):
    k = mu_p.numel()
    chol_p = torch.linalg.cholesky(cov_p)
    chol_q = torch.linalg.cholesky(cov_q)
    diff = (mu_q - mu_p).unsqueeze(-1)
    trace_term = torch.linalg.solve_triangular(chol_q, chol_p, upper=False).square().sum()
    maha = torch.linalg.solve_triangular(chol_p, diff, upper=False).square().sum()
    log_ratio = 2 * (chol_q.diagonal().log().sum() - chol_p.diagonal().log().sum())
    return (trace_term + maha - k + log_ratio) / 2


@unseen("kl_gaussians", "correlations are ignored")
def diagonal_only(mu_p, cov_p, mu_q, cov_q):
    vp, vq = torch.diagonal(cov_p), torch.diagonal(cov_q)
    per_dim = torch.log(vq) - torch.log(vp) + (vp + (mu_p - mu_q) ** 2) / vq - 1
    return 0.5 * per_dim.sum()


@unseen("kl_gaussians", "the log-determinants have the wrong sign")
def logdet_sign(mu_p, cov_p, mu_q, cov_q):
    d = len(mu_p)
    Lp, Lq = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    B = torch.linalg.solve_triangular(Lq, Lp, upper=False)
    w = torch.linalg.solve_triangular(Lq, (mu_p - mu_q).reshape(-1, 1), upper=False)
    logdet_p = 2 * Lp.diagonal().log().sum()
    logdet_q = 2 * Lq.diagonal().log().sum()
    return 0.5 * (logdet_p - logdet_q - d + (B * B).sum() + (w * w).sum())


@unseen(
    "kl_gaussians", "the log-determinant is half as large: no factor 2 for the Cholesky diagonal"
)
def half_logdet(mu_p, cov_p, mu_q, cov_q):
    d = mu_p.size(0)
    Lp = torch.linalg.cholesky(cov_p)
    Lq = torch.linalg.cholesky(cov_q)
    stacked = torch.cat([Lp, (mu_p - mu_q).unsqueeze(1)], dim=1)
    quad = torch.linalg.solve_triangular(Lq, stacked, upper=False).pow(2).sum()
    log_ratio = (Lq.diag().log() - Lp.diag().log()).sum()
    return 0.5 * (quad - d + log_ratio)


@unseen("kl_gaussians", "a jitter on the diagonals drowns small variances")
def jitter(mu_p, cov_p, mu_q, cov_q):
    d = mu_p.shape[0]
    eye = torch.eye(d, dtype=cov_p.dtype, device=cov_p.device)
    Lp = torch.linalg.cholesky(cov_p + 1e-6 * eye)
    Lq = torch.linalg.cholesky(cov_q + 1e-6 * eye)
    tr = torch.linalg.solve_triangular(Lq, Lp, upper=False).pow(2).sum()
    dm = torch.linalg.solve_triangular(Lq, (mu_p - mu_q)[:, None], upper=False).pow(2).sum()
    ld = 2 * (torch.log(torch.diagonal(Lq)) - torch.log(torch.diagonal(Lp))).sum()
    return 0.5 * (tr + dm - d + ld)


@unseen(
    "kl_gaussians",
    "adds a jitter of 1e-6 to both diagonals before the Cholesky, which swamps small variances",
)
def second_1(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    d = mu_p.shape[0]
    eye = torch.eye(d, dtype=cov_p.dtype, device=cov_p.device)
    lp = torch.linalg.cholesky(cov_p + 1e-6 * eye)
    lq = torch.linalg.cholesky(cov_q + 1e-6 * eye)
    m = torch.linalg.solve_triangular(lq, lp, upper=False)
    z = torch.linalg.solve_triangular(lq, (mu_q - mu_p)[:, None], upper=False)
    logdet = (lq.diagonal().log() - lp.diagonal().log()).sum()
    return 0.5 * ((m**2).sum() + (z**2).sum() - d) + logdet


@unseen("kl_gaussians", "halves the sum of log(diag(L)), which is already half a log-determinant")
def second_2(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    lp = torch.linalg.cholesky(cov_p)
    lq = torch.linalg.cholesky(cov_q)
    m = torch.linalg.solve_triangular(lq, lp, upper=False)
    z = torch.linalg.solve_triangular(lq, (mu_q - mu_p).unsqueeze(-1), upper=False)
    logdet_p = torch.log(torch.diagonal(lp)).sum()
    logdet_q = torch.log(torch.diagonal(lq)).sum()
    return 0.5 * (m.pow(2).sum() + z.pow(2).sum() - mu_p.shape[0] + logdet_q - logdet_p)


@unseen("kl_gaussians", "the trace term is tr(cov_p^-1 cov_q) instead of tr(cov_q^-1 cov_p)")
def second_3(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    lp = torch.linalg.cholesky(cov_p)
    lq = torch.linalg.cholesky(cov_q)
    trace = torch.cholesky_solve(cov_q, lp).diagonal().sum()
    diff = mu_q - mu_p
    maha = diff @ torch.cholesky_solve(diff[:, None], lq)[:, 0]
    logs = 2 * (lq.diagonal().log() - lp.diagonal().log()).sum()
    return 0.5 * (trace + maha - diff.numel() + logs)


@unseen(
    "kl_gaussians",
    "whitens the mean difference with the transposed factor (solves L^T z = diff), which is right for diagonal covariances only",
)
def second_4(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    lp = torch.linalg.cholesky(cov_p)
    lq = torch.linalg.cholesky(cov_q)
    m = torch.linalg.solve_triangular(lq, lp, upper=False)
    z = torch.linalg.solve_triangular(lq.mT, (mu_q - mu_p)[:, None], upper=True)
    half_logdets = (lq.diagonal().log() - lp.diagonal().log()).sum()
    return 0.5 * ((m * m).sum() + (z * z).sum() - mu_p.shape[0]) + half_logdets
