"""Answers to divergences/estimates."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("kl_estimates")
def by_the_contract(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    k1 = logp - logq
    return k1, k1**2 / 2, torch.expm1(-k1) + k1


@right("kl_estimates")
def in_double_inside(logp, logq):
    d = (logq - logp).double()
    k3 = torch.special.expm1(d) - d
    return logp - logq, 0.5 * (logp - logq).pow(2), k3.to(logp.dtype)


@right("kl_estimates")
def kept_from_below(logp, logq):
    log_ratio = torch.sub(logq, logp)
    k3 = torch.clamp(log_ratio.exp() - 1 - log_ratio, min=0)
    return log_ratio.neg(), log_ratio * log_ratio * 0.5, k3


@right("kl_estimates")
def by_the_hyperbolic_sine(logp, logq):
    # expm1(x) = 2*sinh(x/2)*exp(x/2)
    if logp.shape != logq.shape:
        raise ValueError("shapes differ")
    x = logq - logp
    k3 = 2 * torch.sinh(x / 2) * torch.exp(x / 2) - x
    return -x, x.square().div(2), torch.relu(k3)


@right("kl_estimates")
def as_a_list(logp, logq):
    log_ratio = logp - logq
    found = [log_ratio, (log_ratio / math.sqrt(2)) ** 2]
    found.append(torch.expm1(-log_ratio).add(log_ratio))
    return tuple(found)


@right("kl_estimates")
def series_near_zero(logp, logq):
    x = logq - logp
    near = x.abs() < 1e-2
    small = torch.where(near, x, torch.zeros_like(x))
    series = small**2 / 2 * (1 + small / 3 * (1 + small / 4 * (1 + small / 5 * (1 + small / 6))))
    return -x, x**2 / 2, torch.where(near, series, x.exp() - 1 - x)


@right("kl_estimates")
def named(logp, logq):
    from collections import namedtuple

    delta = logq - logp
    Estimates = namedtuple("Estimates", "k1 k2 k3")
    return Estimates(-delta, torch.square(delta) / 2, delta.expm1() - delta)


@right("kl_estimates")
def in_place_on_its_own(logp, logq):
    x = logq - logp
    k3 = x.neg().add_(x.expm1())
    return x.neg(), x.mul(x).mul_(0.5), k3


@wrong("kl_estimates", named="one-subtracted-late")
def as_in_many_trainers(logp, logq):
    log_ratio = logq - logp
    return -log_ratio, log_ratio**2 / 2, torch.exp(log_ratio) - log_ratio - 1


@wrong("kl_estimates", named="k1-upside-down")
def difference_of_the_reference(logp, logq):
    d = logq - logp
    return d, d**2 / 2, torch.expm1(d) - d


@wrong("kl_estimates", named="half-of-k2-lost")
def whole_square(logp, logq):
    d = logp - logq
    return d, d.pow(2), torch.expm1(-d) + d


@wrong("kl_estimates", named="k3-with-the-other-ratio")
def ratio_of_p(logp, logq):
    d = logp - logq
    return d, d.pow(2) / 2, torch.special.expm1(d) - d


@wrong("kl_estimates", named="k3-log-added")
def sign_in_k3(logp, logq):
    d = logq - logp
    return -d, d.pow(2) / 2, torch.expm1(d) + d


@wrong("kl_estimates", named="k3-without-the-one")
def one_forgotten(logp, logq):
    d = logq - logp
    return -d, d * d / 2, torch.exp(d) - d


@wrong("kl_estimates", named="k3-by-the-ratio-of-probabilities")
def quotient(logp, logq):
    ratio = torch.exp(logq) / torch.exp(logp)
    return logp - logq, (logp - logq) ** 2 / 2, ratio - 1 - (logq - logp)


@wrong("kl_estimates", named="averaged")
def means(logp, logq):
    d = logq - logp
    return -d.mean(), (d**2).mean() / 2, (torch.expm1(d) - d).mean()


@wrong("kl_estimates", named="log-ratio-clamped-in-k3")
def clamped(logp, logq):
    d = logq - logp
    safe = torch.clamp(d, min=-20, max=20)
    return -d, d**2 / 2, torch.expm1(safe) - safe


@wrong("kl_estimates", named="reference-detached")
def fixed_reference(logp, logq):
    with torch.no_grad():
        fixed = logq.clone()
    d = fixed - logp
    return -d, d**2 / 2, torch.expm1(d) - d


@wrong("kl_estimates")
def stacked(logp, logq):
    d = logq - logp
    return torch.stack([-d, d**2 / 2, torch.expm1(d) - d])


@wrong("kl_estimates")
def only_two(logp, logq):
    d = logq - logp
    return -d, torch.expm1(d) - d


@wrong("kl_estimates")
def absolute_k3(logp, logq):
    d = logq - logp
    return -d, d**2 / 2, (torch.exp(d) - 1 - d).abs() + 1e-9


@wrong("kl_estimates")
def through_numpy(logp, logq):
    d = (logq - logp).detach().cpu().numpy()
    return tuple(torch.as_tensor(x) for x in (-d, d**2 / 2, np.expm1(d) - d))


@wrong("kl_estimates")
def flat(logp, logq):
    d = (logq - logp).flatten()
    return -d, d**2 / 2, torch.expm1(d) - d


@wrong("kl_estimates", status="library")
def functional(logp, logq):
    d = logq - logp
    F.kl_div(logq.flatten(), logp.exp().flatten(), reduction="sum")
    return -d, d**2 / 2, torch.expm1(d) - d
