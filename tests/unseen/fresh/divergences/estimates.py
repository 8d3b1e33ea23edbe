"""Wrong answers to divergences/estimates that only measure what the grader explains."""

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("kl_estimates", "k1 has the wrong sign")
def k1_sign(logp, logq):
    log_ratio = logq - logp
    k1 = log_ratio
    k2 = log_ratio**2 / 2
    k3 = torch.where(
        log_ratio.abs() < 1e-2,
        log_ratio**2 / 2 + log_ratio**3 / 6 + log_ratio**4 / 24,
        torch.expm1(log_ratio) - log_ratio,
    )
    return k1, k2, k3


@unseen("kl_estimates", "k3 uses the ratio p/q instead of q/p")
def k3_ratio(logp, logq):
    d = logp - logq
    small = d.abs() < 1e-2
    series = d**2 / 2 + d**3 / 6 + d**4 / 24 + d**5 / 120
    k3 = torch.where(small, series, torch.expm1(d) - d)
    return d, 0.5 * d**2, k3


@unseen("kl_estimates", "k3 cancels for small differences and can be negative")
def k3_cancels(logp, logq):
    logr = logq - logp
    k1 = -logr
    k2 = logr.pow(2) / 2
    k3 = logr.exp() - 1 - logr
    return k1, k2, k3


@unseen("kl_estimates", "means instead of one value for each sample")
def averaged(logp, logq):
    x = logq - logp
    series = x**2 * (0.5 + x / 6 + x**2 / 24 + x**3 / 120)
    k3 = torch.where(x.abs() < 1e-2, series, torch.expm1(x) - x)
    return (-x).mean(), (x**2 / 2).mean(), k3.mean()


@unseen("kl_estimates", "the two probabilities are exponentiated one by one and underflow")
def plain_probs(logp, logq):
    p, q = torch.exp(logp), torch.exp(logq)
    r = q / p
    diff = logp - logq
    k3 = torch.where(diff.abs() < 1e-2, diff**2 / 2 - diff**3 / 6 + diff**4 / 24, (r - 1) + diff)
    return diff, diff**2 / 2, k3


@unseen("kl_estimates", "k2 squares the ratio minus 1 instead of the log-ratio")
def k2_ratio(logp, logq):
    log_r = logq - logp
    r_minus_1 = torch.expm1(log_r)
    tiny = log_r.abs() < 1e-2
    k3 = torch.where(tiny, log_r**2 / 2 + log_r**3 / 6 + log_r**4 / 24, r_minus_1 - log_r)
    k2 = r_minus_1**2 / 2
    return -log_r, k2, k3


@unseen("kl_estimates", "k3 is its Taylor series everywhere, wrong for large differences")
def k3_series(logp, logq):
    u = logq - logp
    term = u * u / 2
    k3 = term
    for n in range(3, 8):
        term = term * u / n
        k3 = k3 + term
    return -u, u**2 / 2, k3


@unseen("kl_estimates", "logq is detached as if it were a reference, and k2 lacks its half")
def fixed_reference(logp, logq):
    ref = logq.detach()
    k1 = logp - ref
    k2 = k1**2
    x = -k1
    k3 = torch.where(x.abs() < 1e-2, x**2 / 2 + x**3 / 6 + x**4 / 24, torch.expm1(x) - x)
    return k1, k2, k3


@unseen("kl_estimates", "k3 is built on log p - log q, i.e. the ratio p/q instead of q/p")
def second_1(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = logp - logq
    k1 = log_ratio
    k2 = log_ratio.pow(2) / 2
    k3 = (torch.expm1(log_ratio) - log_ratio).clamp(min=0)
    return k1, k2, k3


@unseen("kl_estimates", "k1 is weighted with p, although the samples already come from p")
def second_2(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = logq - logp
    k1 = torch.exp(logp) * (logp - logq)
    k2 = log_ratio**2 / 2
    k3 = (torch.expm1(log_ratio) - log_ratio).clamp(min=0)
    return k1, k2, k3


@unseen(
    "kl_estimates",
    "the ratio inside k3 is detached as if it were an importance weight, so its gradient is lost",
)
def second_3(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    log_ratio = logq - logp
    ratio_minus_one = torch.expm1(log_ratio.detach())
    k1 = -log_ratio
    k2 = 0.5 * log_ratio.square()
    k3 = (ratio_minus_one - log_ratio).clamp(min=0)
    return k1, k2, k3


@unseen(
    "kl_estimates",
    "forms the ratio from the two probabilities, which is 0/0 for log-probabilities near -1000",
)
def second_4(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    p, q = logp.exp(), logq.exp()
    k1 = logp - logq
    k2 = k1**2 / 2
    k3 = ((q - p) / p + k1).clamp(min=0)
    return k1, k2, k3
