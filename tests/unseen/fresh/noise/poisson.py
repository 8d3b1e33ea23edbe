"""Wrong answers to noise/poisson that only measure what the grader explains."""

import math

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("poisson_nll", "the input is taken for the rate instead of its logarithm")
def as_rate(log_rate, y):
    rate = log_rate
    return (rate - y * torch.log(rate) + torch.lgamma(y + 1)).mean()


@unseen("poisson_nll", "lgamma(y) is log((y-1)!), infinite at y = 0")
def gamma_of_y(log_rate, y):
    log_fact = torch.lgamma(y)
    return torch.mean(torch.exp(log_rate) - y * log_rate + log_fact)


@unseen("poisson_nll", "Stirling's approximation of log(y!), and only for y above 1")
def stirling(log_rate, y):
    base = log_rate.exp() - y * log_rate
    safe = torch.clamp(y, min=1.0)
    approx = safe * torch.log(safe) - safe + 0.5 * torch.log(2 * math.pi * safe)
    return (base + torch.where(y > 1, approx, torch.zeros_like(y))).mean()


@unseen("poisson_nll", "the log(y!) term is dropped as a constant")
def no_factorial(log_rate, y):
    # log y! does not depend on the parameters
    return (log_rate.exp() - y * log_rate).mean()


@unseen("poisson_deviance", "the factor 2 is missing")
def half(rate, y):
    term = torch.xlogy(y, y) - torch.xlogy(y, rate)
    return (term - (y - rate)).mean()


@unseen(
    "poisson_deviance", "at y = 0 the gradient is nan: log(0) sits in the branch that where drops"
)
def where_nan(rate, y):
    log_term = torch.where(y > 0, y * torch.log(y / rate), torch.zeros_like(y))
    return 2 * (log_term - (y - rate)).mean()


@unseen("poisson_deviance", "elements with y = 0 count 0 instead of 2*rate")
def zero_counts_nothing(rate, y):
    pos = y > 0
    safe_y = torch.where(pos, y, torch.ones_like(y))
    dev = 2 * (safe_y * torch.log(safe_y / rate) - (safe_y - rate))
    return torch.where(pos, dev, torch.zeros_like(dev)).mean()


@unseen("poisson_deviance", "rate and y are mixed up in the logarithm")
def log_inverted(rate, y):
    ratio = torch.log(rate) - torch.log(y.clamp(min=1.0))
    dev = 2 * (y * ratio - (y - rate))
    return dev.mean()


@unseen(
    "poisson_nll",
    "replaces lgamma(y+1) by Stirling's approximation without the 1/(12y) term (and by 0 for y <= 1)",
)
def second_1(log_rate: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 1, y, torch.ones_like(y))
    stirling = y * torch.log(safe) - y + 0.5 * torch.log(2 * torch.pi * safe)
    log_factorial = torch.where(y > 1, stirling, torch.zeros_like(y))
    return (torch.exp(log_rate) - y * log_rate + log_factorial).mean()


@unseen("poisson_nll", "clamps log_rate to [-10, 10] before use, inside the legal range")
def second_2(log_rate: Tensor, y: Tensor) -> Tensor:
    log_rate = torch.clamp(log_rate, -10.0, 10.0)
    expected = torch.exp(log_rate)
    log_factorial = torch.lgamma(y + 1)
    return (expected - y * log_rate + log_factorial).mean()


@unseen(
    "poisson_deviance",
    "torch.where around y*log(y/rate) hides the nan of y = 0 in the value but not in the gradient to rate",
)
def second_3(rate: Tensor, y: Tensor) -> Tensor:
    log_ratio = torch.where(y > 0, y * torch.log(y / rate), torch.zeros_like(y))
    return (2 * (log_ratio - (y - rate))).mean()


@unseen("poisson_deviance", "takes an element with y = 0 as 0 instead of 2*rate")
def second_4(rate: Tensor, y: Tensor) -> Tensor:
    positive = y > 0
    safe = torch.where(positive, y, torch.ones_like(y))
    each = 2 * (y * torch.log(safe / rate) - (y - rate))
    return torch.where(positive, each, torch.zeros_like(each)).mean()
