"""Wrong answers to nll/mle that may guide what the grader explains."""

import collections

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("gaussian_mle", "std divides by n-1 by default (and is nan for one observation)")
def torch_std(y):
    return y.mean(), y.std()


@unseen("gaussian_mle", "the unbiased variance: neither the root nor division by n")
def unbiased_variance(y):
    mu = torch.mean(y)
    return mu, torch.var(y)


@unseen("gaussian_mle", "the median in place of the mean")
def robust_center(y):
    mu = torch.median(y)
    sigma = torch.sqrt(torch.mean((y - mu) ** 2))
    return mu, sigma


@unseen("gaussian_mle", "divides by n-1, guarded only for n=1")
def guarded_bessel(y: Tensor) -> tuple[Tensor, Tensor]:
    n = y.numel()
    mu = y.sum() / n
    if n == 1:
        return mu, torch.zeros_like(mu)
    sigma = ((y - mu) ** 2).sum().div(n - 1).sqrt()
    return mu, sigma


@unseen("gaussian_mle", "returns Python floats")
def floats(y):
    mu = y.mean()
    sigma = y.std(unbiased=False)
    return mu.item(), sigma.item()


@unseen("gaussian_mle", "returned in the order (sigma, mu): torch.std_mean's")
def std_mean_order(y):
    return torch.std_mean(y, correction=0)


@unseen("gaussian_mle", "the mean absolute deviation in place of the standard deviation")
def absolute_deviation(y):
    mu = y.mean()
    return mu, (y - mu).abs().mean()


@unseen("laplace_mle", "the mean in place of the median")
def mean_location(y):
    mu = y.mean()
    b = (y - mu).abs().mean()
    return mu, b


@unseen("laplace_mle", "the deviation is taken about the mean, while mu is the median")
def deviation_about_mean(y):
    mu = torch.quantile(y, 0.5)
    b = torch.mean(torch.abs(y - y.mean()))
    return mu, b


@unseen("laplace_mle", "b from the moments: std/sqrt(2)")
def method_of_moments(y):
    mu = y.median()
    b = torch.sqrt(y.var(correction=0) / 2)
    return mu, b


@unseen("laplace_mle", "the sorted sample's n//2 - 1: too low for odd n")
def index_too_low(y):
    ordered = torch.sort(y).values
    mu = ordered[len(y) // 2 - 1]
    return mu, (y - mu).abs().mean()


@unseen("laplace_mle", "returns the standard deviation sqrt(2)*b in place of the scale")
def std_of_laplace(y):
    mu = y.median()
    b = (y - mu).abs().mean()
    return mu, 2**0.5 * b


@unseen("laplace_mle", "the sum of the absolute deviations, not divided by n")
def sum_of_deviations(y):
    mu = torch.median(y)
    return mu, torch.sum(torch.abs(y - mu))


@unseen("laplace_mle", "sorts y in place through numpy's shared memory")
def sorts_input(y):
    values = y.detach().numpy()
    values.sort()
    n = len(values)
    mu = y[n // 2] if n % 2 else (y[n // 2 - 1] + y[n // 2]) / 2
    b = (y - mu).abs().mean()
    return mu, b


@unseen("bernoulli_mle", "Laplace's rule of succession: (k+1)/(n+2)")
def add_one(y):
    return (y.sum() + 1) / (y.numel() + 2)


@unseen("bernoulli_mle", "rounded to the majority label")
def majority(y):
    return (y.mean() > 0.5).to(y.dtype)


@unseen("bernoulli_mle", "the fraction of zeros")
def zeros(y):
    return (y == 0).to(y.dtype).mean()


@unseen("bernoulli_mle", "returns both probabilities, shape (2,)")
def both(y):
    p = y.mean()
    return torch.stack([1 - p, p])


@unseen("bernoulli_mle", "the dtype of y is lost: a ratio of integers has the default dtype")
def count_ratio(y):
    n_ones = torch.count_nonzero(y)
    return n_ones / len(y)


@unseen("bernoulli_mle", "clamped away from 0 and 1")
def clamped(y):
    p = torch.mean(y)
    return p.clamp(0.01, 0.99)


@unseen("categorical_mle", "bincount without minlength: the last classes are missing if unseen")
def no_minlength(y, n_classes):
    counts = torch.bincount(y)
    return counts / counts.sum()


@unseen("categorical_mle", "unseen classes are left out by unique")
def unique_counts(y, n_classes):
    _, counts = torch.unique(y, return_counts=True)
    return counts.to(torch.get_default_dtype()) / len(y)


@unseen("categorical_mle", "divided by the number of classes, not of labels")
def by_classes(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes)
    return counts / n_classes


@unseen("categorical_mle", "softmax of the counts")
def softmax_counts(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())
    return torch.softmax(counts, dim=0)


@unseen("categorical_mle", "float64, not the default floating dtype")
def doubles(y, n_classes):
    return torch.bincount(y, minlength=n_classes).double() / y.numel()


@unseen("categorical_mle", "returns a list of Python floats")
def counter(y, n_classes):
    c = collections.Counter(y.tolist())
    return [c[k] / len(y) for k in range(n_classes)]


@unseen("categorical_mle", "made on the CPU in float32, whatever the device and default dtype are")
def loop_over_labels(y, n_classes):
    probs = torch.zeros(n_classes, dtype=torch.float32)
    for label in y:
        probs[label] += 1
    return probs / len(y)
