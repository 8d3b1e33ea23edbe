"""Known mistakes in nll/mle."""

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL
from grader.probe.probe import known_mistake


@known_mistake("gaussian_mle", hint=2)
def unbiased(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your sigma divides by n - 1, which is torch's default: that corrects the bias of the
    variance, but the likelihood is largest with n.
    """
    return y.mean(), y.std()


@known_mistake("gaussian_mle", hint=2)
def unbiased_variance(y: Tensor) -> tuple[Tensor, Tensor]:
    """You return the variance with division by n - 1: the standard deviation is its root, and the
    likelihood is largest with division by n.
    """
    return y.mean(), y.var()


@known_mistake("gaussian_mle", hint=2)
def variance_for_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """You return the variance in place of sigma: the standard deviation is its square root, in the
    unit of y.
    """
    return y.mean(), (y - y.mean()).square().mean()


@known_mistake("gaussian_mle", hint=2)
def not_centered(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your sigma measures distances from 0, not from the mean: it grows when the whole sample is
    shifted.
    """
    return y.mean(), y.square().mean().sqrt()


@known_mistake("gaussian_mle", hint=1)
def median_for_mean(y: Tensor) -> tuple[Tensor, Tensor]:
    """You center on the median. A Gaussian likelihood counts squared distances, and their sum is
    least about the mean.
    """
    mu = y.median()
    return mu, (y - mu).square().mean().sqrt()


@known_mistake("gaussian_mle", hint=2)
def absolute_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your sigma is the mean absolute deviation: that is the scale of a Laplace distribution; a
    Gaussian averages squared distances.
    """
    return y.mean(), (y - y.mean()).abs().mean()


@known_mistake("gaussian_mle", hint=2)
def sum_of_squares(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your sigma is the root of a sum that is not divided by n: it grows with the size of the
    sample.
    """
    return y.mean(), (y - y.mean()).square().sum().sqrt()


@known_mistake("gaussian_mle", hint=2, correction=(1,))
def standard_error(y: Tensor, *, correction: int = 0) -> tuple[Tensor, Tensor]:
    """Your sigma is divided by the root of n: that is the standard error of the mean, which shrinks
    with n; the spread does not.
    """
    return y.mean(), y.std(correction=correction) / len(y) ** 0.5


@known_mistake("gaussian_mle", hint=None)
def gaussian_order_swapped(y: Tensor) -> tuple[Tensor, Tensor]:
    """You return (sigma, mu); the contract's order is (mu, sigma)."""
    return y.std(correction=0), y.mean()


@known_mistake("gaussian_mle", hint=2)
def log_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """You return the logarithm of sigma, which may be negative, in place of sigma."""
    return y.mean(), y.std(correction=0).log()


@known_mistake("gaussian_mle", hint=None)
def gaussian_detached(y: Tensor) -> tuple[Tensor, Tensor]:
    """The values are right, but no gradient reaches the sample: they are detached, or built anew
    from numbers.
    """
    return y.mean().detach(), y.std(correction=0).detach()


@known_mistake("gaussian_mle", hint=2)
def half_range(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your sigma is half of the range: two values alone decide it, and it grows with every
    outlier.
    """
    return y.mean(), (y.max() - y.min()) / 2


@known_mistake("laplace_mle", hint=1)
def mean_for_median(y: Tensor) -> tuple[Tensor, Tensor]:
    """You center on the mean. A Laplace likelihood counts absolute distances, and their sum is
    least about the median.
    """
    mu = y.mean()
    return mu, (y - mu).abs().mean()


@known_mistake("laplace_mle", hint=2, about_mean=(True,))
def deviation_for_scale(y: Tensor, *, about_mean: bool = False) -> tuple[Tensor, Tensor]:
    """Your location is right, but b is the root of a mean square: the Laplace scale is the mean of
    absolute distances.
    """
    mu = y.median()
    return mu, (y - (y.mean() if about_mean else mu)).square().mean().sqrt()


@known_mistake("laplace_mle", hint=2)
def median_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your b is the median of the absolute deviations: the likelihood is largest at their mean."""
    mu = y.median()
    return mu, (y - mu).abs().median()


@known_mistake("laplace_mle", hint=2)
def deviations_from_mean(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your b measures the distances from the mean; they are to be measured from the location that
    you return.
    """
    return y.median(), (y - y.mean()).abs().mean()


@known_mistake("laplace_mle", hint=2)
def by_moments(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your b is the standard deviation divided by sqrt(2): that matches the variance (method of
    moments) and is not the most likely scale.
    """
    return y.median(), y.std(correction=0) / 2**0.5


@known_mistake("laplace_mle", hint=2)
def sum_of_deviations(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your b is the sum of the absolute deviations, not divided by n: it grows with the size of the
    sample.
    """
    mu = y.median()
    return mu, (y - mu).abs().sum()


@known_mistake("laplace_mle", hint=2)
def one_less(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your b divides by n - 1: the likelihood is largest at n, which makes no correction for the
    fitted location.
    """
    mu = y.median()
    return mu, (y - mu).abs().sum() / (len(y) - 1)


@known_mistake("laplace_mle", hint=1)
def not_sorted(y: Tensor) -> tuple[Tensor, Tensor]:
    """You take the middle element of the sample as it came: the median is the middle one of the
    sorted sample.
    """
    mu = y[len(y) // 2]
    return mu, (y - mu).abs().mean()


@known_mistake("laplace_mle", hint=3, step=(1,))
def neighbor_of_median(y: Tensor, *, step: int = -1) -> tuple[Tensor, Tensor]:
    """Your location is a neighbor of the median in the sorted sample: indices start at 0, so the
    middle is n // 2.
    """
    mu = y.sort().values[(len(y) // 2 + step) % len(y)]
    return mu, (y - mu).abs().mean()


@known_mistake("laplace_mle", hint=None)
def laplace_order_swapped(y: Tensor) -> tuple[Tensor, Tensor]:
    """You return (b, mu); the contract's order is (mu, b)."""
    mu = y.median()
    return (y - mu).abs().mean(), mu


@known_mistake("laplace_mle", hint=None)
def laplace_detached(y: Tensor) -> tuple[Tensor, Tensor]:
    """The values are right, but no gradient reaches the sample: they are detached, or built anew
    from numbers.
    """
    mu = y.detach().median()
    return mu, (y.detach() - mu).abs().mean()


@known_mistake("bernoulli_mle", hint=2, count=(0.5, 0.1, 0.01, 1e-3))
def bernoulli_smoothed(y: Tensor, *, count: float = 1.0) -> Tensor:
    """You add pseudo-counts: that is a posterior mean, with a prior on p, and not the value at
    which the likelihood is largest.
    """
    return (y.sum() + count) / (len(y) + 2 * count)


@known_mistake("bernoulli_mle", hint=2)
def fraction_of_zeros(y: Tensor) -> Tensor:
    """You return the fraction of zeros; p is that of ones."""
    return 1 - y.mean()


@known_mistake("bernoulli_mle", hint=2)
def count_of_ones(y: Tensor) -> Tensor:
    """You count the ones but do not divide by n: a probability is a share of all."""
    return y.sum()


@known_mistake("bernoulli_mle", hint=2)
def bernoulli_one_less(y: Tensor) -> Tensor:
    """You divide the count by n - 1: the likelihood is largest at the count over n, and all ones
    would give more than 1.
    """
    return y.sum() / (len(y) - 1)


@known_mistake("bernoulli_mle", hint=2)
def odds(y: Tensor) -> Tensor:
    """You divide the ones by the zeros: those are the odds, which may exceed 1; a probability
    divides by all.
    """
    return y.sum() / (1 - y).sum()


@known_mistake("bernoulli_mle", hint=2)
def log_odds(y: Tensor) -> Tensor:
    """You return the log-odds (the logit) of the probability, any real number, in place of the
    probability.
    """
    return torch.logit(y.mean())


@known_mistake("bernoulli_mle", hint=2, tie=(0.0,))
def likelier_outcome(y: Tensor, *, tie: float = 1.0) -> Tensor:
    """You return the likelier outcome, 0 or 1: its probability is asked for, not a decision."""
    p = y.mean()
    return torch.where(p == 0.5, tie, (p > 0.5).to(y.dtype))


@known_mistake("bernoulli_mle", hint=2)
def bernoulli_deviation(y: Tensor) -> Tensor:
    """You return the standard deviation of the outcomes, sqrt(p*(1-p)), in place of their
    mean p.
    """
    return (y.mean() * (1 - y.mean())).sqrt()


@known_mistake("bernoulli_mle", hint=2, eps=SMALL)
def bernoulli_kept_from_the_ends(y: Tensor, *, eps: float = 1e-6) -> Tensor:
    """You keep p away from 0 and 1: for a sample of equal outcomes, the likelihood is largest at
    exactly 0 or 1.
    """
    return y.mean().clamp(eps, 1 - eps)


@known_mistake("bernoulli_mle", hint=2, ones_first=(True,))
def both_outcomes(y: Tensor, *, ones_first: bool = False) -> Tensor:
    """You return the probabilities of both outcomes, in one tensor; only that of a one is asked
    for, as a 0-dimensional tensor.
    """
    p = y.mean()
    return torch.stack([p, 1 - p] if ones_first else [1 - p, p])


@known_mistake("categorical_mle", hint=1)
def labels_counted_once(y: Tensor, n_classes: int) -> Tensor:
    """Each class that occurs counts once, as with `counts[y] += 1`, which adds 1 to an entry only
    once: count every label.
    """
    counts = torch.zeros(n_classes, device=y.device)
    counts[y] = 1
    return counts / counts.sum()


@known_mistake("categorical_mle", hint=2)
def unseen_missing(y: Tensor, n_classes: int) -> Tensor:
    """Classes above the largest label of the sample are missing: each of the n_classes needs its
    place, with a probability of 0.
    """
    return torch.bincount(y) / len(y)


@known_mistake("categorical_mle", hint=2)
def unseen_left_out(y: Tensor, n_classes: int) -> Tensor:
    """Only the classes that occur are in your result: an unseen one needs its place too, or the
    others move to wrong positions.
    """
    counts = torch.bincount(y, minlength=n_classes)
    return counts[counts > 0] / len(y)


@known_mistake("categorical_mle", hint=2, whole=(True,))
def counts_not_shares(y: Tensor, n_classes: int, *, whole: bool = False) -> Tensor:
    """You return counts, which do not sum to 1: a probability is a share of all labels."""
    counts = torch.bincount(y, minlength=n_classes)
    return counts if whole else counts.to(torch.get_default_dtype())


@known_mistake("categorical_mle", hint=2)
def divided_by_classes(y: Tensor, n_classes: int) -> Tensor:
    """You divide the counts by the number of classes; shares are of the number of labels."""
    return torch.bincount(y, minlength=n_classes) / n_classes


@known_mistake("categorical_mle", hint=2, count=(0.5, 0.1, 0.01, 1e-3))
def categorical_smoothed(y: Tensor, n_classes: int, *, count: float = 1.0) -> Tensor:
    """You add pseudo-counts, so unseen classes get a share: that is the mean of a posterior, not
    maximum likelihood, which gives them 0.
    """
    counts = torch.bincount(y, minlength=n_classes) + count
    return counts / (len(y) + count * n_classes)


@known_mistake("categorical_mle", hint=2)
def softmax_of_counts(y: Tensor, n_classes: int) -> Tensor:
    """You take a softmax of the counts: it sums to 1, but shares are in proportion to counts, not
    to their exponentials.
    """
    counts = torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())
    return counts.softmax(0)


@known_mistake("categorical_mle", hint=2)
def relative_to_largest(y: Tensor, n_classes: int) -> Tensor:
    """You divide by the largest count, so the commonest class gets 1: shares divide by the number
    of labels, and sum to 1.
    """
    counts = torch.bincount(y, minlength=n_classes)
    return counts / counts.max()


@known_mistake("categorical_mle", hint=2)
def mode_only(y: Tensor, n_classes: int) -> Tensor:
    """You return the commonest class as a one-hot vector: the share of every class is asked for."""
    mode = torch.bincount(y, minlength=n_classes).argmax()
    return (torch.arange(n_classes, device=y.device) == mode).to(torch.get_default_dtype())


@known_mistake("categorical_mle", hint=3)
def integer_division(y: Tensor, n_classes: int) -> Tensor:
    """Your division rounds down to whole numbers: every share below 1 becomes 0."""
    shares = torch.bincount(y, minlength=n_classes) // len(y)
    return shares.to(torch.get_default_dtype())


@known_mistake("categorical_mle", hint=2)
def uniform(y: Tensor, n_classes: int) -> Tensor:
    """You give every class the same share, whatever the labels are."""
    return torch.full((n_classes,), 1 / n_classes, device=y.device)


@known_mistake("categorical_mle", hint=2)
def log_shares(y: Tensor, n_classes: int) -> Tensor:
    """You return the logarithms of the shares: probabilities are asked for, and 0 for an unseen
    class, not -inf.
    """
    return (torch.bincount(y, minlength=n_classes) / len(y)).log()


@known_mistake("gaussian_mle", hint=2)
def squares_subtracted(y: Tensor) -> tuple[Tensor, Tensor]:
    """You subtract the squared mean from the mean of squares: where the values are large, these
    cancel, and the digits of the spread are lost.
    """
    mu = y.mean()
    return mu, (y.square().mean() - mu.square()).clamp(min=0).sqrt()
