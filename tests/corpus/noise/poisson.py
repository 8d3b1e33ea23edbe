"""Answers to noise/poisson."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from scipy import special
from torch import Tensor

from tests.corpus import right, wrong


@right("poisson_nll")
def by_the_contract(log_rate: Tensor, y: Tensor) -> Tensor:
    return (torch.exp(log_rate) - y * log_rate + torch.lgamma(y + 1.0)).mean()


@right("poisson_nll")
def constants_from_scipy(log_rate, y):
    constant = torch.from_numpy(np.asarray(special.gammaln(y.detach().cpu().numpy() + 1)))
    constant = constant.to(log_rate)
    return torch.mean(log_rate.exp() - log_rate * y + constant)


@right("poisson_nll")
def element_by_element(log_rate, y):
    total = torch.zeros((), dtype=log_rate.dtype, device=log_rate.device)
    for a, count in zip(log_rate.reshape(-1), y.reshape(-1).tolist()):
        total = total + torch.exp(a) - count * a + math.lgamma(count + 1)
    return total / log_rate.numel()


@right("poisson_nll")
def terms_apart(log_rate, y):
    assert log_rate.shape == y.shape
    n = y.numel()
    linear = torch.dot(y.flatten(), log_rate.flatten()) / n
    return log_rate.exp().mean() - linear + torch.special.gammaln(y + 1).mean()


@right("poisson_nll")
def negated_log_probability(log_rate, y):
    log_prob = torch.addcmul(-log_rate.exp(), y, log_rate) - (y + 1).lgamma()
    return -log_prob.sum() / log_prob.numel()


@right("poisson_nll")
def with_expm1(log_rate, y):
    y = y.detach()
    return torch.mean(torch.expm1(log_rate) + 1 - y * log_rate + torch.mvlgamma(y + 1, p=1))


@right("poisson_nll")
def by_einsum(log_rate, y):
    a, k = log_rate.reshape(-1), y.reshape(-1)
    cross = torch.einsum("i,i->", a, k)
    return (a.exp().sum() - cross + torch.lgamma(1 + k).sum()) / a.shape[0]


@right("poisson_nll")
def in_double(log_rate, y):
    lr, n = log_rate.double(), y.double()
    return (torch.exp(lr) - n * lr + torch.special.gammaln(n + 1)).mean().to(log_rate.dtype)


@right("poisson_deviance")
def deviance_by_the_contract(rate: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 0, y, torch.ones_like(y))
    return (2 * (y * torch.log(safe / rate) - (y - rate))).mean()


@right("poisson_deviance")
def masked(rate, y):
    zero = y == 0
    ratio = (y / rate).masked_fill(zero, 1.0)
    return 2 * torch.mean(y * ratio.log() - y + rate)


@right("poisson_deviance")
def by_index(rate, y):
    each = 2 * rate - 2 * y
    seen = y > 0
    logs = 2 * y[seen] * (y[seen].log() - rate[seen].log())
    return (each.sum() + logs.sum()) / y.numel()


@right("poisson_deviance")
def two_branches(rate, y):
    k = y.clamp(min=1)
    positive = 2 * (k * (k / rate).log() - (k - rate))
    return torch.where(y == 0, 2 * rate, positive).mean()


@right("poisson_deviance")
def deviance_in_a_loop(rate, y):
    parts = []
    for r, count in zip(rate.flatten(), y.flatten().tolist()):
        part = r - count
        if count > 0:
            part = part + count * (math.log(count) - torch.log(r))
        parts.append(2 * part)
    return torch.stack(parts).mean()


@right("poisson_deviance")
def entropy_split(rate, y):
    saturated = -torch.special.entr(y) - y
    model = torch.xlogy(y, rate) - rate
    return 2 * (saturated - model).mean()


@right("poisson_deviance")
def tiny_count(rate, y):
    return (2 * (y * torch.log((y + 1e-10) / rate) - y + rate)).mean()


@right("poisson_deviance")
def from_the_relative_gap(rate, y):
    total = 0
    for r, c in zip(rate.double().reshape(-1), y.double().reshape(-1).tolist()):
        if c == 0:
            total = total + 2 * r
        else:
            u = (r - c) / c
            total = total + 2 * c * (u - torch.log1p(u))
    return (total / rate.numel()).to(rate.dtype)


@wrong("poisson_nll", named="factorial-dropped")
def as_torch_by_default(log_rate, y):
    return torch.mean(torch.exp(log_rate) - torch.mul(y, log_rate))


@wrong("poisson_nll", named="factorial-by-stirling")
def as_torch_in_full(log_rate, y):
    loss = log_rate.exp() - y * log_rate
    term = y * torch.log(y) - y + 0.5 * torch.log(2 * math.pi * y)
    return (loss + term.masked_fill(y <= 1, 0)).mean()


@wrong("poisson_nll", named="output-as-rate")
def no_log_input(log_rate, y):
    lam = log_rate
    return torch.mean(lam - torch.log(lam) * y + torch.lgamma(1 + y))


@wrong("poisson_nll", named="gamma-of-the-count")
def gamma_without_plus_one(log_rate, y):
    return -(y * log_rate - log_rate.exp() - torch.lgamma(y)).mean()


@wrong("poisson_nll", named="small-number-in-log")
def careful_log(log_rate, y):
    lam = torch.exp(log_rate)
    return (lam - torch.log(lam + 1e-8) * y + torch.lgamma(y + 1)).mean()


@wrong("poisson_nll", named="elements-summed")
def summed(log_rate, y):
    return torch.sum(log_rate.exp() - y * log_rate + torch.lgamma(y + 1))


@wrong("poisson_nll", named="squared-error")
def regression(log_rate, y):
    return torch.mean((y - torch.exp(log_rate)) ** 2)


@wrong("poisson_nll")
def mean_of_rows_summed(log_rate, y):
    each = log_rate.exp() - y * log_rate + torch.lgamma(y + 1)
    return each.sum() / each.shape[0]


@wrong("poisson_nll")
def integer_factorials(log_rate, y):
    logs = [math.log(math.factorial(min(int(k), 20))) for k in y.flatten().tolist()]
    constant = torch.tensor(logs, dtype=y.dtype, device=y.device).reshape(y.shape)
    return (log_rate.exp() - y * log_rate + constant).mean()


@wrong("poisson_nll")
def counts_shifted_in_place(log_rate, y):
    loss = log_rate.exp() - y * log_rate
    return (loss + y.add_(1).lgamma()).mean()


@wrong("poisson_nll")
def always_single(log_rate, y):
    a, k = log_rate.float(), y.float()
    return (a.exp() - k * a + torch.lgamma(k + 1)).mean()


@wrong("poisson_nll", status="error")
def factorial_of_tensor(log_rate, y):
    return (log_rate.exp() - y * log_rate + torch.log(math.factorial(y))).mean()


@wrong("poisson_nll", status="library")
def library_function(log_rate, y):
    return F.poisson_nll_loss(log_rate, y) + torch.lgamma(y + 1).mean()


@wrong("poisson_nll", status="library")
def library_module(log_rate, y):
    criterion = nn.PoissonNLLLoss(log_input=True, full=False)
    return criterion(log_rate, y) + torch.lgamma(y + 1).mean()


@wrong("poisson_nll", status="library")
def library_distribution(log_rate, y):
    of_one = torch.distributions.Poisson(torch.ones_like(y))
    log_factorial = -of_one.log_prob(y) - 1
    return (log_rate.exp() - y * log_rate + log_factorial).mean()


@wrong("poisson_deviance", named="nan-at-zero")
def as_in_the_book(rate, y):
    return 2 * torch.mean(y * torch.log(y / rate) - y + rate)


@wrong("poisson_deviance", named="gradient-nan-at-zero")
def xlogy_of_ratio(rate, y):
    return 2 * (torch.xlogy(y, y / rate) - y + rate).mean()


@wrong("poisson_deviance", named="gradient-nan-at-zero")
def where_after(rate, y):
    term = y * torch.log(y / rate)
    term = torch.where(y == 0, 0.0, term)
    return (2 * term - 2 * (y - rate)).mean()


@wrong("poisson_deviance", named="two-missing")
def not_doubled(rate, y):
    return (torch.xlogy(y, y) - y * torch.log(rate) - y + rate).mean()


@wrong("poisson_deviance", named="zeros-cost-nothing")
def zeros_skipped(rate, y):
    k = torch.where(y > 0, y, torch.ones_like(y))
    each = 2 * (k * torch.log(k / rate) - (k - rate))
    return (each * (y > 0)).mean()


@wrong("poisson_deviance", named="deviance-summed")
def total_deviance(rate, y):
    k = y.clamp(min=1e-30)
    return 2 * torch.sum(y * torch.log(k) - y * torch.log(rate) - y + rate)


@wrong("poisson_deviance", named="pearson")
def chi_square(rate, y):
    return torch.mean((y - rate) ** 2 / rate)


@wrong("poisson_deviance")
def nan_to_num_outside(rate, y):
    return torch.nan_to_num(2 * (y * torch.log(y / rate) - (y - rate))).mean()


@wrong("poisson_deviance", status="library")
def from_the_library_loss(rate, y):
    best = F.poisson_nll_loss(y, y, log_input=False, eps=1e-30)
    return 2 * (F.poisson_nll_loss(rate, y, log_input=False, eps=0.0) - best)
