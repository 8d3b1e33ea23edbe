"""Answers to divergences/gaussian."""

import math

import numpy as np
import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence

from tests.corpus import right, wrong


@right("kl_gaussians")
def by_the_contract(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    precision = torch.linalg.inv(cov_q)
    delta = mu_q - mu_p
    log_ratio = torch.linalg.slogdet(cov_q)[1] - torch.linalg.slogdet(cov_p)[1]
    trace = torch.trace(precision @ cov_p)
    return 0.5 * (trace + delta @ precision @ delta - mu_p.numel() + log_ratio)


@right("kl_gaussians")
def by_solving(mu_p, cov_p, mu_q, cov_q):
    d = mu_p.shape[0]
    diff = (mu_q - mu_p).unsqueeze(-1)
    mahalanobis = (diff.T @ torch.linalg.solve(cov_q, diff)).squeeze()
    trace = torch.diagonal(torch.linalg.solve(cov_q, cov_p)).sum()
    return (trace + mahalanobis - d + torch.logdet(cov_q) - torch.logdet(cov_p)) / 2


@right("kl_gaussians")
def cholesky_solve(mu_p, cov_p, mu_q, cov_q):
    L_p, L_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    delta = mu_p - mu_q
    trace = torch.cholesky_solve(cov_p, L_q).trace()
    quadratic = torch.dot(delta, torch.cholesky_solve(delta[:, None], L_q)[:, 0])
    logdet = 2 * (torch.log(torch.diag(L_q)).sum() - torch.log(torch.diag(L_p)).sum())
    return 0.5 * (trace + quadratic + logdet - len(delta))


@right("kl_gaussians")
def inverse_from_the_factor(mu_p, cov_p, mu_q, cov_q):
    L = torch.linalg.cholesky(cov_q)
    precision = torch.cholesky_inverse(L)
    delta = mu_q - mu_p
    shapes = (
        (precision * cov_p).sum()
        - delta.size(0)
        - torch.linalg.cholesky(cov_p).diag().log().sum() * 2
    )
    return (
        torch.add(shapes, torch.einsum("i,ij,j->", delta, precision, delta)) / 2
        + L.diag().log().sum()
    )


@right("kl_gaussians")
def one_log_determinant(mu_p, cov_p, mu_q, cov_q):
    ratio = torch.linalg.solve(cov_q, cov_p)
    delta = mu_p - mu_q
    maha = delta.dot(torch.linalg.solve(cov_q, delta))
    return 0.5 * (ratio.trace() - torch.logdet(ratio) - ratio.size(0) + maha)


@right("kl_gaussians")
def in_the_units_of_q(mu_p, cov_p, mu_q, cov_q):
    s = cov_q.diagonal().sqrt()
    units = s[:, None] * s[None, :]
    p, q, delta = cov_p / units, cov_q / units, (mu_q - mu_p) / s
    w, V = torch.linalg.eigh(q)
    turned = V.T @ delta
    trace = ((V.T @ p @ V).diagonal() / w).sum()
    logdet = w.log().sum() - torch.linalg.slogdet(p).logabsdet
    return 0.5 * (trace + (turned**2 / w).sum() - len(delta) + logdet)


@right("kl_gaussians")
def eigenvalues_of_the_ratio(mu_p, cov_p, mu_q, cov_q):
    L = torch.linalg.cholesky(cov_q)
    half = torch.linalg.solve_triangular(L, cov_p, upper=False)
    both = torch.linalg.solve_triangular(L, half.T, upper=False)
    w = torch.linalg.eigvalsh((both + both.T) / 2)
    z = torch.linalg.solve_triangular(L, (mu_q - mu_p)[:, None], upper=False)
    return 0.5 * ((w - 1 - w.log()).sum() + z.pow(2).sum())


@right("kl_gaussians")
def with_checks(mu_p, cov_p, mu_q, cov_q):
    d = len(mu_p)
    assert cov_p.shape == cov_q.shape == (d, d)
    assert torch.allclose(cov_p, cov_p.mT)
    if mu_p.shape != mu_q.shape:
        raise ValueError("means of different lengths")
    solved = torch.linalg.solve(cov_q, torch.column_stack([cov_p, mu_q - mu_p]))
    trace, quadratic = solved[:, :d].diagonal().sum(), (mu_q - mu_p) @ solved[:, d]
    logdets = [torch.linalg.cholesky(c).diagonal().log().sum() for c in (cov_q, cov_p)]
    return (trace + quadratic - d) / 2 + (logdets[0] - logdets[1])


@right("kl_gaussians")
def covariances_as_constants(mu_p, cov_p, mu_q, cov_q):
    with torch.no_grad():
        precision = torch.linalg.inv(cov_q)
        shapes = (precision @ cov_p).trace() - len(cov_q) + cov_q.logdet() - cov_p.logdet()
    delta = mu_q - mu_p
    return 0.5 * shapes + 0.5 * delta @ precision @ delta


@right("kl_gaussians")
def entropy_and_cross_entropy(mu_p, cov_p, mu_q, cov_q):
    d = mu_p.numel()
    const = d * math.log(2 * math.pi)
    L = torch.linalg.cholesky(cov_q)
    z = torch.linalg.solve_triangular(L, (mu_p - mu_q).reshape(-1, 1), upper=False)
    inside = torch.linalg.solve_triangular(L, torch.linalg.cholesky(cov_p), upper=False)
    cross = 0.5 * (const + z.norm() ** 2 + inside.norm() ** 2) + L.diagonal().log().sum()
    entropy = 0.5 * (d + const + torch.logdet(cov_p))
    return cross - entropy


@right("kl_gaussians")
def factor_and_difference_whitened_together(mu_p, cov_p, mu_q, cov_q):
    lp, lq = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    both = torch.cat([lp, (mu_p - mu_q).unsqueeze(1)], dim=1)
    white = torch.linalg.solve_triangular(lq, both, upper=False)
    ratio = white[:, :-1].diagonal()
    return 0.5 * (white.square().sum() - mu_p.numel()) - ratio.log().sum()


@right("kl_gaussians")
def correlations_in_double(mu_p, cov_p, mu_q, cov_q):
    dtype = mu_p.dtype
    mu_p, cov_p, mu_q, cov_q = (t.double() for t in (mu_p, cov_p, mu_q, cov_q))
    s = cov_q.diagonal().sqrt()
    r = cov_p.diagonal().sqrt()
    corr_q = cov_q / s[:, None] / s
    corr_p = cov_p / r[:, None] / r
    diff = (mu_p - mu_q) / s
    trace = (torch.linalg.inv(corr_q) * (cov_p / s[:, None] / s).T).sum()
    maha = diff @ torch.linalg.solve(corr_q, diff)
    logdets = [torch.linalg.slogdet(c)[1] for c in (corr_q, corr_p)]
    log_det = logdets[0] - logdets[1] + 2 * (s / r).log().sum()
    return (0.5 * (trace + maha - len(s) + log_det)).to(dtype)


@wrong("kl_gaussians", named="reversed-direction")
def other_way_round(mu_p, cov_p, mu_q, cov_q):
    inverse = torch.inverse(cov_p)
    delta = mu_p - mu_q
    logdet = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (torch.trace(inverse @ cov_q) + delta @ inverse @ delta - len(delta) + logdet)


@wrong("kl_gaussians", named="half-lost")
def twice(mu_p, cov_p, mu_q, cov_q):
    P, d = cov_q.inverse(), mu_p - mu_q
    return (P @ cov_p).trace() + d @ P @ d - len(d) + cov_q.logdet() - cov_p.logdet()


@wrong("kl_gaussians", named="explicit-determinants")
def determinants(mu_p, cov_p, mu_q, cov_q):
    P, d = torch.linalg.inv(cov_q), mu_q - mu_p
    logdet = torch.log(torch.linalg.det(cov_q)) - torch.log(torch.linalg.det(cov_p))
    return 0.5 * (logdet - d.shape[0] + torch.trace(P @ cov_p) + d @ P @ d)


@wrong("kl_gaussians", named="explicit-determinants")
def wikipedia(mu_p, cov_p, mu_q, cov_q):
    P, d = torch.linalg.inv(cov_q), mu_q - mu_p
    log_ratio = torch.log(torch.det(cov_q) / torch.det(cov_p))
    return 0.5 * (torch.trace(P @ cov_p) - len(d) + d @ P @ d + log_ratio)


@wrong("kl_gaussians", named="dimension-dropped")
def not_zero_at_equality(mu_p, cov_p, mu_q, cov_q):
    P, d = torch.linalg.inv(cov_q), mu_q - mu_p
    return 0.5 * (torch.trace(P @ cov_p) + d @ P @ d + torch.logdet(cov_q) - torch.logdet(cov_p))


@wrong("kl_gaussians", named="log-determinants-exchanged")
def wrong_sign(mu_p, cov_p, mu_q, cov_q):
    P, d = torch.linalg.inv(cov_q), mu_q - mu_p
    logdet = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (torch.trace(P @ cov_p) + d @ P @ d - len(d) + logdet)


@wrong("kl_gaussians", named="log-determinants-halved-twice")
def factors_logs_once(mu_p, cov_p, mu_q, cov_q):
    L_p, L_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    P, d = torch.cholesky_inverse(L_q), mu_q - mu_p
    logdet = L_q.diagonal().log().sum() - L_p.diagonal().log().sum()
    return 0.5 * (torch.trace(P @ cov_p) + d @ P @ d - len(d) + logdet)


@wrong("kl_gaussians", named="jitter-added")
def stabilized(mu_p, cov_p, mu_q, cov_q):
    eye = 1e-6 * torch.eye(len(mu_p)).to(cov_p)
    cov_p, cov_q = cov_p + eye, cov_q + eye
    P, d = torch.linalg.inv(cov_q), mu_q - mu_p
    return 0.5 * (torch.trace(P @ cov_p) + d @ P @ d - len(d) + cov_q.logdet() - cov_p.logdet())


@wrong("kl_gaussians", named="correlations-ignored")
def mean_field(mu_p, cov_p, mu_q, cov_q):
    v_p, v_q = cov_p.diag(), cov_q.diag()
    return 0.5 * (v_p / v_q + (mu_q - mu_p) ** 2 / v_q - 1 + v_q.log() - v_p.log()).sum()


@wrong("kl_gaussians", named="pseudo-inverse")
def generous_inverse(mu_p, cov_p, mu_q, cov_q):
    P, d = torch.linalg.pinv(cov_q), mu_q - mu_p
    logdet = torch.slogdet(cov_q)[1] - torch.slogdet(cov_p)[1]
    return 0.5 * (torch.trace(P @ cov_p) + d @ P @ d - len(d) + logdet)


@wrong("kl_gaussians", named="distance-in-units-of-p")
def mahalanobis_of_p(mu_p, cov_p, mu_q, cov_q):
    d = mu_q - mu_p
    trace = torch.trace(torch.linalg.inv(cov_q) @ cov_p)
    return 0.5 * (
        trace + d @ torch.linalg.inv(cov_p) @ d - len(d) + cov_q.logdet() - cov_p.logdet()
    )


@wrong("kl_gaussians")
def eigenvalues_of_each(mu_p, cov_p, mu_q, cov_q):
    w, V = torch.linalg.eigh(cov_q)
    d = V.T @ (mu_q - mu_p)
    trace = ((V.T @ cov_p @ V).diagonal() / w).sum()
    logdet = w.log().sum() - torch.linalg.eigvalsh(cov_p).log().sum()
    return 0.5 * (trace + (d**2 / w).sum() - len(d) + logdet)


@wrong("kl_gaussians")
def a_row_of_one(mu_p, cov_p, mu_q, cov_q):
    P, d = torch.linalg.inv(cov_q), (mu_q - mu_p)[:, None]
    logdet = cov_q.logdet() - cov_p.logdet()
    return 0.5 * (torch.trace(P @ cov_p) + d.T @ P @ d - len(d) + logdet)


@wrong("kl_gaussians")
def through_numpy(mu_p, cov_p, mu_q, cov_q):
    m, S, n, T = (x.detach().cpu().numpy() for x in (mu_p, cov_p, mu_q, cov_q))
    P, d = np.linalg.inv(T), n - m
    kl = np.trace(P @ S) + d @ P @ d - len(d) + np.linalg.slogdet(T)[1] - np.linalg.slogdet(S)[1]
    return torch.tensor(0.5 * kl)


@wrong("kl_gaussians", status="library")
def of_the_library(mu_p, cov_p, mu_q, cov_q):
    p = MultivariateNormal(mu_p, cov_p, validate_args=False)
    return kl_divergence(p, MultivariateNormal(mu_q, cov_q, validate_args=False))
