"""Answers to nll/mle."""

import math
import statistics

import numpy as np
import torch
from torch import Tensor

from tests.corpus import right, wrong


@right("gaussian_mle")
def with_std(y: Tensor):
    return torch.mean(y), torch.std(y, unbiased=False)


@right("gaussian_mle")
def by_var_mean(y):
    var, mu = torch.var_mean(y, correction=0)
    return mu, var.sqrt()


@right("gaussian_mle")
def by_hand(sample):
    n = len(sample)
    m = sample.sum() / n
    residual = sample - m
    return m, (residual @ residual / n) ** 0.5


@right("gaussian_mle")
def as_a_norm(y):
    mu = y.mean()
    return [mu, torch.linalg.vector_norm(y - mu) / math.sqrt(y.numel())]


@right("gaussian_mle")
def bessel_undone(y):
    n = y.numel()
    if n == 1:
        return y[0], torch.zeros_like(y[0])
    return y.mean(), y.std() * ((n - 1) / n) ** 0.5


@right("gaussian_mle")
def loop(y):
    total = 0.0
    for v in y:
        total = total + v
    mu = total / y.shape[0]
    ss = sum((v - mu) ** 2 for v in y) / y.shape[0]
    return mu, torch.sqrt(ss)


@wrong("gaussian_mle", named="unbiased")
def n_minus_one(y):
    mu = y.sum() / len(y)
    return mu, torch.sqrt(((y - mu) ** 2).sum() / (len(y) - 1))


@wrong("gaussian_mle", named="variance-for-deviation")
def var_population(y):
    return torch.mean(y), torch.var(y, correction=0)


@wrong("gaussian_mle", named="not-centered")
def rms(y):
    return y.mean(), torch.sqrt((y**2).sum() / y.numel())


@wrong("gaussian_mle", named="median-for-mean")
def robust_centre(y):
    c = torch.median(y)
    return c, torch.sqrt(torch.mean((y - c) ** 2))


@wrong("gaussian_mle", named="absolute-deviation")
def mad(y):
    centre = torch.mean(y)
    return centre, torch.mean(torch.abs(centre - y))


@wrong("gaussian_mle", named="sum-of-squares")
def plain_norm(y):
    return y.mean(), torch.linalg.norm(y - y.mean())


@wrong("gaussian_mle", named="gaussian-order-swapped")
def std_mean(y):
    return torch.std_mean(y, correction=0)


@wrong("gaussian_mle", named="log-deviation")
def half_log_variance(y):
    return y.mean(), 0.5 * torch.log(torch.var(y, unbiased=False))


@wrong("gaussian_mle", named="gaussian-detached")
def through_numpy(y):
    a = y.detach().numpy()
    return torch.as_tensor(a.mean(), dtype=y.dtype), torch.as_tensor(a.std(), dtype=y.dtype)


@wrong("gaussian_mle")
def python_floats(y):
    return statistics.fmean(y.tolist()), statistics.pstdev(y.tolist())


@wrong("gaussian_mle")
def with_epsilon(y):
    return y.mean(), torch.sqrt(torch.var(y, correction=0) + 1e-8)


@wrong("gaussian_mle")
def weighted_on_the_cpu(y):
    w = torch.full((len(y),), 1 / len(y), dtype=y.dtype)
    mu = w @ y
    return mu, (w @ (y - mu) ** 2).sqrt()


@wrong("gaussian_mle")
def kept_dimension(y):
    return y.mean(0, keepdim=True), y.std(0, correction=0, keepdim=True)


@wrong("gaussian_mle")
def single_precision(y):
    z = y.float()
    return z.mean().to(y.dtype), z.std(correction=0).to(y.dtype)


@wrong("gaussian_mle", status="error")
def needs_two(y):
    assert y.numel() > 1
    return y.mean(), y.std(correction=0)


@wrong("gaussian_mle")
def centred_in_place(y):
    mu = y.mean()
    y -= mu
    return mu, y.square().mean().sqrt()


@right("laplace_mle")
def sorted_middle(y):
    s, _ = torch.sort(y)
    n = y.numel()
    mid = (s[(n - 1) // 2] + s[n // 2]) / 2
    return mid, torch.mean(torch.abs(y - mid))


@right("laplace_mle")
def by_quantile(y):
    mu = torch.quantile(y, 0.5)
    return mu, (y - mu).abs().sum() / y.numel()


@right("laplace_mle")
def upper_median(y):
    mu = -((-y).median())
    return mu, torch.nn.functional.relu(y - mu).mean() + torch.nn.functional.relu(mu - y).mean()


@right("laplace_mle")
def lower_quantile(y):
    mu = torch.quantile(y, 0.5, interpolation="lower")
    return mu, torch.mean(torch.abs(y - mu))


@wrong("laplace_mle")
def root_of_square(y):
    # The median is one of the values: the root's slope at its distance, 0, makes the gradient nan.
    mu = y.median()
    return mu, ((y - mu) ** 2).sqrt().mean()


@wrong("laplace_mle")
def scale_without_gradient(y):
    mu = y.median()
    return mu, (y - mu).abs().mean().detach()


@wrong("laplace_mle")
def location_without_gradient(y):
    mu = y.detach().median()
    return mu, (y - mu).abs().mean()


@right("laplace_mle")
def lower_median_by_kth(y):
    mu = y.kthvalue((y.numel() + 1) // 2).values
    return mu, (y - mu).abs().mean()


@right("laplace_mle")
def median_along_dimension(y):
    mu = torch.median(y, dim=0).values
    deviations = torch.where(y > mu, y - mu, mu - y)
    return mu, deviations.mean()


@right("laplace_mle")
def one_third_of_the_way(y):
    # For even n every point between the two middle values maximises the likelihood.
    s = y.sort().values
    low, high = s[(len(y) - 1) // 2], s[len(y) // 2]
    mu = low + (high - low) / 3
    return mu, (y - mu).abs().mean()


@wrong("laplace_mle", named="mean-for-median")
def gaussian_habit(y):
    m = y.sum() / len(y)
    return m, torch.mean((y - m).abs())


@wrong("laplace_mle", named="deviation-for-scale")
def rms_about_median(y):
    m = torch.quantile(y, 0.5)
    return m, ((y - m) ** 2).mean() ** 0.5


@wrong("laplace_mle", named="median-deviation")
def robust_statistics(y):
    m = torch.median(y)
    return m, torch.median(torch.abs(y - m))


@wrong("laplace_mle", named="deviations-from-mean")
def two_centres(y):
    return torch.median(y), torch.abs(y - torch.mean(y)).sum() / y.numel()


@wrong("laplace_mle", named="by-moments")
def half_the_variance(y):
    return y.median(), torch.sqrt(torch.var(y, correction=0) / 2)


@wrong("laplace_mle", named="sum-of-deviations")
def l1_norm(y):
    m = y.median()
    return m, torch.linalg.vector_norm(y - m, ord=1)


@wrong("laplace_mle", named="one-less")
def corrected(y):
    m = y.median()
    n = y.numel()
    return m, (y - m).abs().mean() * n / (n - 1)


@wrong("laplace_mle", named="not-sorted")
def middle_of_the_list(y):
    centre = y[y.shape[0] // 2]
    return centre, (y - centre).abs().mean()


@wrong("laplace_mle", named="laplace-order-swapped")
def scale_first(y):
    m = torch.median(y)
    return torch.mean(torch.abs(y - m)), m


@wrong("laplace_mle", named="laplace-detached")
def item_and_back(y):
    m = y.median().item()
    b = (y - m).abs().mean().item()
    return torch.tensor(m, dtype=y.dtype), torch.tensor(b, dtype=y.dtype)


@wrong("laplace_mle")
def median_of_the_distinct(y):
    m = y[y == y.detach().unique().median()].mean()
    return m, (y - m).abs().mean()


@wrong("laplace_mle")
def weighted_distances_on_the_cpu(y):
    m = y.median()
    return m, (y - m).abs() @ torch.full((len(y),), 1 / len(y), dtype=y.dtype)


@wrong("laplace_mle")
def half_the_scale(y):
    m = y.median()
    return m, (y - m).abs().mean() / 2


@wrong("laplace_mle")
def largest_below_the_gap(y):
    # Right for odd n; for even n one step too far down.
    s = y.sort().values
    m = s[len(y) // 2] if len(y) % 2 else s[max(len(y) // 2 - 2, 0)]
    return m, (y - m).abs().mean()


@right("bernoulli_mle")
def mean(y):
    return y.mean()


@right("bernoulli_mle")
def count_equal(y):
    return (y == 1).to(y.dtype).mean()


@right("bernoulli_mle")
def count_nonzero(y):
    return torch.count_nonzero(y).to(y.dtype) / y.shape[0]


@right("bernoulli_mle")
def one_minus_zeros(y):
    return 1 - (1 - y).sum() / len(y)


@right("bernoulli_mle")
def dot(y):
    return torch.dot(y, torch.full_like(y, 1 / y.numel()))


@right("bernoulli_mle")
def running_mean(y):
    p = torch.zeros((), dtype=y.dtype, device=y.device)
    for i, v in enumerate(y, start=1):
        p = p + (v - p) / i
    return p


@wrong("bernoulli_mle", named="bernoulli-smoothed")
def rule_of_succession(y):
    return (1 + torch.sum(y)) / (2 + y.numel())


@wrong("bernoulli_mle", named="fraction-of-zeros")
def tails(y):
    return (y == 0).to(y.dtype).mean()


@wrong("bernoulli_mle", named="count-of-ones")
def heads(y):
    return (y > 0.5).sum().to(y.dtype)


@wrong("bernoulli_mle", named="bernoulli-one-less")
def unbiased_share(y):
    return y.sum() / (y.numel() - 1)


@wrong("bernoulli_mle", named="odds")
def ones_over_zeros(y):
    p = y.mean()
    return p / (1 - p)


@wrong("bernoulli_mle", named="log-odds")
def as_logit(y):
    p = y.mean()
    return torch.log(p / (1 - p))


@wrong("bernoulli_mle", named="likelier-outcome")
def majority(y):
    return (y.sum() * 2 >= len(y)).to(y.dtype)


@wrong("bernoulli_mle", named="bernoulli-deviation")
def spread(y):
    return y.std(correction=0)


@wrong("bernoulli_mle")
def clamped(y):
    return y.mean().clamp(1e-6, 1 - 1e-6)


@wrong("bernoulli_mle")
def weighted_sum_on_the_cpu(y):
    return y @ torch.full((len(y),), 1 / len(y), dtype=y.dtype)


@wrong("bernoulli_mle", status="library")
def probability_of_a_distribution(y):
    return torch.distributions.Bernoulli(y.mean(), validate_args=False).probs


@wrong("bernoulli_mle")
def kept(y):
    return y.mean(0, keepdim=True)


@right("categorical_mle")
def one_hot_mean(y, n_classes):
    return torch.nn.functional.one_hot(y, n_classes).to(torch.get_default_dtype()).mean(0)


@right("categorical_mle")
def compare_all(y, n_classes):
    hits = y[:, None] == torch.arange(n_classes, device=y.device)
    return hits.to(torch.get_default_dtype()).mean(dim=0)


@right("categorical_mle")
def scatter(y, n_classes):
    p = torch.zeros(n_classes, device=y.device)
    return p.scatter_add(0, y, torch.ones_like(y, dtype=p.dtype)) / y.numel()


@right("categorical_mle")
def list_comprehension(y, n_classes):
    return torch.stack([(y == k).sum() / len(y) for k in range(n_classes)])


@right("categorical_mle")
def weights(y, n_classes):
    w = torch.full(y.shape, 1 / y.numel(), device=y.device)
    return torch.zeros(n_classes, device=y.device).index_add(0, y, w)


@right("categorical_mle")
def by_unique(y, n_classes):
    classes, counts = torch.unique(y, return_counts=True)
    out = torch.zeros(n_classes, device=y.device)
    out[classes] = counts / counts.sum()
    return out


@wrong("categorical_mle", named="unseen-missing")
def as_long_as_needed(y, n_classes):
    counts = torch.bincount(y).to(torch.get_default_dtype())
    return counts / counts.sum()


@wrong("categorical_mle", named="counts-not-shares")
def histogram(y, n_classes):
    return torch.stack([(y == k).sum() for k in range(n_classes)]).to(torch.get_default_dtype())


@wrong("categorical_mle", named="divided-by-classes")
def wrong_total(y, n_classes):
    return torch.nn.functional.one_hot(y, n_classes).sum(0) / n_classes


@wrong("categorical_mle", named="categorical-smoothed")
def add_one(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes) + 1
    return counts / counts.sum()


@wrong("categorical_mle", named="softmax-of-counts")
def exponentiated(y, n_classes):
    e = torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype()).exp()
    return e / e.sum()


@wrong("categorical_mle", named="relative-to-largest")
def peak_one(y, n_classes):
    h = torch.nn.functional.one_hot(y, n_classes).to(torch.get_default_dtype()).sum(0)
    return h / h.amax()


@wrong("categorical_mle", named="mode-only")
def argmax_one_hot(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes)
    return torch.nn.functional.one_hot(counts.argmax(), n_classes).to(torch.get_default_dtype())


@wrong("categorical_mle", named="integer-division")
def floored(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes)
    return torch.div(counts, len(y), rounding_mode="floor").to(torch.get_default_dtype())


@wrong("categorical_mle", named="uniform")
def no_data(y, n_classes):
    return torch.ones(n_classes) / n_classes


@wrong("categorical_mle", named="log-shares")
def log_domain(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes)
    return torch.log(counts.to(torch.get_default_dtype())) - math.log(y.numel())


@wrong("categorical_mle")
def always_double(y, n_classes):
    return torch.bincount(y, minlength=n_classes).double() / len(y)


@right("categorical_mle")
def always_float(y, n_classes):
    return torch.bincount(y, minlength=n_classes).float() / len(y)


@wrong("categorical_mle")
def smoothed_by_almost_nothing(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes) + 1e-8
    return counts / counts.sum()


@wrong("categorical_mle", status="library")
def normalised_by_a_distribution(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())
    return torch.distributions.Categorical(counts, validate_args=False).probs


@wrong("categorical_mle")
def numpy_result(y, n_classes):
    return np.bincount(y.numpy(), minlength=n_classes) / len(y)


@wrong("categorical_mle")
def smoothed_a_little(y, n_classes):
    counts = torch.bincount(y, minlength=n_classes) + 1e-3
    return counts / counts.sum()


@wrong("gaussian_mle", named="squares-subtracted")
def one_pass(y):
    n = len(y)
    mu = y.sum() / n
    return mu, torch.sqrt(torch.clamp((y * y).sum() / n - mu * mu, min=0))


@wrong("laplace_mle")
def commonest_value(y):
    values, counts = torch.unique(y, return_counts=True)
    mu = values[counts.argmax()] if counts.max() > 1 else y.median()
    return mu, (y - mu).abs().mean()


@wrong("laplace_mle")
def sorted_in_place(y):
    with torch.no_grad():
        y.copy_(y.sort().values) if len(y) % 2 == 0 else None
    mu = y.median()
    return mu, (y - mu).abs().mean()
