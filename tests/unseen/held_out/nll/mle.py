"""Wrong answers to nll/mle that only measure what the grader explains."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("gaussian_mle", "the biased variance, without the root")
def variance(y):
    mu = y.mean()
    var = ((y - mu) ** 2).mean()
    return mu, var


@unseen("gaussian_mle", "the root of n-1 degrees of freedom, written out: nan for one observation")
def by_hand_bessel(y):
    n = y.shape[0]
    mu = y.mean()
    ss = torch.sum((y - mu) * (y - mu))
    return mu, torch.sqrt(ss / (n - 1))


@unseen("gaussian_mle", "not centered: the root of the mean square")
def root_mean_square(y):
    return y.mean(), y.square().mean().sqrt()


@unseen("gaussian_mle", "sigma is floored at 1e-3: not 0 for one observation")
def floored(y):
    mu = y.mean()
    sigma = (y - mu).square().mean().sqrt().clamp(min=1e-3)
    return mu, sigma


@unseen("gaussian_mle", "E[y^2] - E[y]^2 cancels, and its root is nan where it is below 0")
def moments(y: Tensor):
    first = torch.mean(y)
    second = torch.mean(y**2)
    sigma = torch.sqrt(second - first**2)
    return first, sigma


@unseen("gaussian_mle", "one tensor of shape (2,), not a pair")
def stacked(y):
    mu = y.mean()
    sigma = torch.sqrt(torch.mean((y - mu) ** 2))
    return torch.stack((mu, sigma))


@unseen("gaussian_mle", "results of shape (1,): keepdim")
def kept_dimension(y):
    mu = y.mean(dim=0, keepdim=True)
    sigma = y.std(dim=0, correction=0, keepdim=True)
    return mu, sigma


@unseen("gaussian_mle", "the root is taken before the mean: the mean absolute deviation")
def root_inside(y):
    mu = y.mean()
    sigma = ((y - mu) ** 2).sqrt().mean()
    return mu, sigma


@unseen("laplace_mle", "the median absolute deviation, not the mean")
def mad(y):
    mu = y.median()
    return mu, (y - mu).abs().median()


@unseen("laplace_mle", "b divides by n-1")
def bessel_scale(y):
    mu = torch.median(y)
    n = y.numel()
    b = (y - mu).abs().sum() / max(n - 1, 1)
    return mu, b


@unseen("laplace_mle", "the middle of the unsorted sample")
def unsorted_middle(y):
    mu = y[len(y) // 2]
    return mu, torch.mean(torch.abs(y - mu))


@unseen("laplace_mle", "median with dim gives a pair of values and indices, so it raises")
def median_pair(y):
    mu = torch.median(y, dim=0)
    b = torch.mean(torch.abs(y - mu))
    return mu, b


@unseen("laplace_mle", "the two indices are one too high for even n: beyond the middle")
def indices_too_high(y):
    s, _ = torch.sort(y)
    n = len(s)
    mu = s[n // 2] if n % 2 == 1 else (s[n // 2] + s[(n // 2 + 1) % n]) / 2
    return mu, (s - mu).abs().mean()


@unseen("laplace_mle", "numpy's median: mu is a Python number, not a tensor")
def numpy_median(y):
    mu = float(np.median(y.detach().numpy()))
    b = (y - mu).abs().mean()
    return mu, b


@unseen("laplace_mle", "the midrange in place of the median")
def midrange(y):
    mu = (y.min() + y.max()) / 2
    return mu, (y - mu).abs().mean()


@unseen("laplace_mle", "the mean squared deviation about the median")
def squared_about_median(y):
    mu = y.median()
    b = (y - mu).pow(2).mean()
    return mu, b


@unseen("bernoulli_mle", "returns a Python float")
def python_float(y):
    return y.mean().item()


@unseen("bernoulli_mle", "divides by n-1")
def n_minus_one(y):
    return y.sum() / (len(y) - 1)


@unseen("bernoulli_mle", "the log-odds, not the probability")
def log_odds(y):
    p = y.mean()
    return torch.log(p / (1 - p))


@unseen("bernoulli_mle", "the odds: ones over zeros")
def odds(y):
    ones = (y == 1).sum()
    zeros = (y == 0).sum()
    return (ones / zeros).to(y.dtype)


@unseen("bernoulli_mle", "integer division: 0 unless all are ones")
def floor_division(y):
    return (y.sum() // y.numel()).to(y.dtype)


@unseen("bernoulli_mle", "cast to float32")
def cast(y):
    return y.float().mean()


@unseen("categorical_mle", "counts, not divided by n")
def counts_only(y, n_classes):
    return torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())


@unseen("categorical_mle", "add-one smoothing")
def add_one_smoothing(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes) + 1
    return counts / (len(y) + n_classes)


@unseen("categorical_mle", "one_hot without n_classes: too short where the last class is unseen")
def one_hot_average(y, n_classes):
    one_hot = F.one_hot(y).to(torch.get_default_dtype())
    return one_hot.mean(dim=0)


@unseen("categorical_mle", "classes are counted from 1: all shifted by one, the last is 0")
def from_one(y, n_classes):
    counts = [(y == k).sum() for k in range(1, n_classes + 1)]
    return torch.stack(counts) / y.numel()


@unseen("categorical_mle", "integer division of the counts: zeros")
def integer_probs(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes)
    return (counts // len(y)).to(torch.get_default_dtype())


@unseen("categorical_mle", "n_classes is ignored: y.max() + 1 classes")
def from_the_data(y, n_classes):
    k = int(y.max()) + 1
    return torch.tensor([(y == c).sum().item() / len(y) for c in range(k)])
