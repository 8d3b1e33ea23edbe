"""Wrong answers to nll/mle that only measure what the grader explains."""

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("gaussian_mle", "the standard deviation divides by n-1")
def bessel(y):
    return y.mean(), y.std()


@unseen("gaussian_mle", "the variance is returned instead of the standard deviation")
def variance(y):
    n = y.shape[0]
    mu = y.sum() / n
    second = ((y - mu) ** 2).sum() / n
    return mu, second


@unseen("laplace_mle", "centred at the mean instead of the median")
def about_mean(y):
    mu = y.mean()
    b = torch.abs(y - mu).mean()
    return mu, b


@unseen("laplace_mle", "the median of the absolute deviations instead of their mean")
def mad(y):
    med = torch.quantile(y, 0.5)
    return med, torch.quantile((y - med).abs(), 0.5)


@unseen("bernoulli_mle", "add-one smoothing")
def rule_of_succession(y):
    ones = y.sum()
    n = y.numel()
    return (ones + 1) / (n + 2)  # never exactly 0 or 1


@unseen("bernoulli_mle", "integer division of the count")
def floor_div(y):
    count = (y == 1).sum()
    return (count // y.numel()).to(torch.get_default_dtype())


@unseen("categorical_mle", "unseen last classes are missing from the result")
def no_minlength(y, n_classes):
    counts = torch.bincount(y)
    return counts.to(torch.get_default_dtype()) / counts.sum()


@unseen("categorical_mle", "the histogram's range is that of the data, not 0 to n_classes-1")
def histogram(y, n_classes):
    counts = torch.histc(y.to(torch.get_default_dtype()), bins=n_classes)
    probs = counts / counts.sum()
    return probs


@unseen("laplace_mle", "b is the median of the absolute deviations (the MAD) and not their mean")
def second_1(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.median()
    b = (y - mu).abs().median()
    return mu, b


@unseen(
    "gaussian_mle", "divides the sum of squares by max(n - 1, 1), which is the unbiased estimate"
)
def second_2(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.mean()
    sigma = torch.sqrt(((y - mu) ** 2).sum() / max(len(y) - 1, 1))
    return mu, sigma


@unseen("bernoulli_mle", "adds one success and one failure (Laplace's rule of succession)")
def second_3(y: Tensor) -> Tensor:
    return (y.sum() + 1) / (len(y) + 2)


@unseen(
    "categorical_mle",
    "counts without minlength, so classes above the largest label seen are missing from the result",
)
def second_4(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y)
    return counts.to(torch.get_default_dtype()) / counts.sum()
