"""Known mistakes in nll/mle."""

import torch
from torch import Tensor

from grader.probe.probe import misconception


@misconception(
    "gaussian_mle",
    "You divided by n - 1. That removes the bias of the variance, but the likelihood is largest "
    "at the biased estimate.",
    hint=2,
)
def unbiased(y: Tensor) -> tuple[Tensor, Tensor]:
    """Bessel's correction."""
    return y.mean(), y.std()


@misconception(
    "gaussian_mle", "You returned the variance where the standard deviation is asked for.", hint=2
)
def variance_for_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """The square is left."""
    return y.mean(), (y - y.mean()).square().mean()


@misconception(
    "gaussian_mle",
    "You took the spread about 0, not about the mean that you found.",
    hint=2,
)
def not_centred(y: Tensor) -> tuple[Tensor, Tensor]:
    """The root mean square."""
    return y.mean(), y.square().mean().sqrt()


@misconception(
    "gaussian_mle",
    "You centred on the median. Under a Gaussian, squared distances count, and they balance "
    "elsewhere.",
    hint=1,
)
def median_for_mean(y: Tensor) -> tuple[Tensor, Tensor]:
    """The Laplace location."""
    mu = y.median()
    return mu, (y - mu).square().mean().sqrt()


@misconception(
    "gaussian_mle",
    "Your spread is a mean absolute deviation: that is the scale of a Laplace distribution.",
    hint=2,
)
def absolute_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """The Laplace scale about the mean."""
    return y.mean(), (y - y.mean()).abs().mean()


@misconception(
    "gaussian_mle", "You summed the squared distances without dividing by their number.", hint=2
)
def sum_of_squares(y: Tensor) -> tuple[Tensor, Tensor]:
    """The norm of the residuals."""
    return y.mean(), (y - y.mean()).square().sum().sqrt()


@misconception(
    "gaussian_mle",
    "You returned the standard error of the mean, which shrinks with n; the spread of the data "
    "does not.",
    hint=2,
)
def standard_error(y: Tensor) -> tuple[Tensor, Tensor]:
    """The uncertainty of the mean."""
    return y.mean(), y.std(correction=0) / len(y) ** 0.5


@misconception("gaussian_mle", "You returned the two parameters in the wrong order.", hint=None)
def gaussian_order_swapped(y: Tensor) -> tuple[Tensor, Tensor]:
    """Sigma first."""
    return y.std(correction=0), y.mean()


@misconception(
    "gaussian_mle", "You returned the logarithm of the standard deviation, not itself.", hint=2
)
def log_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """The logarithm is left."""
    return y.mean(), y.std(correction=0).log()


@misconception(
    "gaussian_mle",
    "The values are right, but no gradient flows back to the sample.",
    hint=None,
)
def gaussian_detached(y: Tensor) -> tuple[Tensor, Tensor]:
    """Without a graph."""
    return y.mean().detach(), y.std(correction=0).detach()


@misconception(
    "gaussian_mle",
    "Half of the range grows with every outlier; it is no standard deviation.",
    hint=2,
)
def half_range(y: Tensor) -> tuple[Tensor, Tensor]:
    """From the extremes alone."""
    return y.mean(), (y.max() - y.min()) / 2


@misconception(
    "laplace_mle",
    "You centred on the mean. Under a Laplace distribution absolute distances count, and they "
    "balance elsewhere.",
    hint=1,
)
def mean_for_median(y: Tensor) -> tuple[Tensor, Tensor]:
    """The Gaussian location."""
    mu = y.mean()
    return mu, (y - mu).abs().mean()


@misconception(
    "laplace_mle",
    "Your location is right, but the scale is a standard deviation: that belongs to the Gaussian.",
    hint=2,
)
def deviation_for_scale(y: Tensor) -> tuple[Tensor, Tensor]:
    """The Gaussian spread about the median."""
    mu = y.median()
    return mu, (y - mu).square().mean().sqrt()


@misconception(
    "laplace_mle",
    "Your scale is the median of the absolute deviations; the likelihood is largest elsewhere.",
    hint=2,
)
def median_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """The robust scale called MAD."""
    mu = y.median()
    return mu, (y - mu).abs().median()


@misconception(
    "laplace_mle",
    "You measured the deviations from the mean, not from the location that you return.",
    hint=2,
)
def deviations_from_mean(y: Tensor) -> tuple[Tensor, Tensor]:
    """Two centres at once."""
    return y.median(), (y - y.mean()).abs().mean()


@misconception(
    "laplace_mle",
    "You matched the variance, 2 b^2, to the sample's. That is the method of moments, not maximum "
    "likelihood.",
    hint=2,
)
def by_moments(y: Tensor) -> tuple[Tensor, Tensor]:
    """The scale with the sample's variance."""
    return y.median(), y.std(correction=0) / 2**0.5


@misconception(
    "laplace_mle", "You summed the absolute deviations without dividing by their number.", hint=2
)
def sum_of_deviations(y: Tensor) -> tuple[Tensor, Tensor]:
    """No mean."""
    mu = y.median()
    return mu, (y - mu).abs().sum()


@misconception(
    "laplace_mle",
    "You divided by n - 1: maximum likelihood makes no correction for the fitted location.",
    hint=2,
)
def one_less(y: Tensor) -> tuple[Tensor, Tensor]:
    """A correction that belongs elsewhere."""
    mu = y.median()
    return mu, (y - mu).abs().sum() / (len(y) - 1)


@misconception(
    "laplace_mle",
    "You took the middle element of the sample as it came, which is not sorted.",
    hint=1,
)
def not_sorted(y: Tensor) -> tuple[Tensor, Tensor]:
    """The middle of the order of arrival."""
    mu = y[len(y) // 2]
    return mu, (y - mu).abs().mean()


@misconception("laplace_mle", "You returned the two parameters in the wrong order.", hint=None)
def laplace_order_swapped(y: Tensor) -> tuple[Tensor, Tensor]:
    """The scale first."""
    mu = y.median()
    return (y - mu).abs().mean(), mu


@misconception(
    "laplace_mle",
    "The values are right, but no gradient flows back to the sample.",
    hint=None,
)
def laplace_detached(y: Tensor) -> tuple[Tensor, Tensor]:
    """Without a graph."""
    mu = y.detach().median()
    return mu, (y.detach() - mu).abs().mean()


@misconception(
    "bernoulli_mle",
    "You added pseudo-counts. That is the mean of a posterior under a uniform prior, not maximum "
    "likelihood.",
    hint=2,
)
def bernoulli_smoothed(y: Tensor) -> Tensor:
    """Laplace's rule of succession."""
    return (y.sum() + 1) / (len(y) + 2)


@misconception("bernoulli_mle", "That is the fraction of zeros.", hint=2)
def fraction_of_zeros(y: Tensor) -> Tensor:
    """The other outcome."""
    return 1 - y.mean()


@misconception("bernoulli_mle", "You counted the ones; a probability is a share of all.", hint=2)
def count_of_ones(y: Tensor) -> Tensor:
    """Not divided."""
    return y.sum()


@misconception("bernoulli_mle", "You divided by n - 1; there is nothing to correct for.", hint=2)
def bernoulli_one_less(y: Tensor) -> Tensor:
    """A correction that belongs elsewhere."""
    return y.sum() / (len(y) - 1)


@misconception("bernoulli_mle", "Those are the odds, ones over zeros, not a probability.", hint=2)
def odds(y: Tensor) -> Tensor:
    """Ones over zeros."""
    return y.sum() / (1 - y).sum()


@misconception("bernoulli_mle", "You returned the logit of the probability, not itself.", hint=2)
def log_odds(y: Tensor) -> Tensor:
    """On the wrong scale."""
    return torch.logit(y.mean())


@misconception(
    "bernoulli_mle", "You returned the likelier outcome; its probability is asked for.", hint=2
)
def likelier_outcome(y: Tensor) -> Tensor:
    """A decision in place of an estimate."""
    return (y.mean() >= 0.5).to(y.dtype)


@misconception(
    "bernoulli_mle", "That is the standard deviation of the outcomes, not their mean.", hint=2
)
def bernoulli_deviation(y: Tensor) -> Tensor:
    """The spread."""
    return (y.mean() * (1 - y.mean())).sqrt()


@misconception(
    "categorical_mle",
    "Classes above the largest label seen are missing: every one of the n_classes needs its place.",
    hint=2,
)
def unseen_missing(y: Tensor, n_classes: int) -> Tensor:
    """As long as the largest label."""
    return torch.bincount(y) / len(y)


@misconception("categorical_mle", "You counted; a probability is a share of all labels.", hint=2)
def counts_not_shares(y: Tensor, n_classes: int) -> Tensor:
    """Not divided."""
    return torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())


@misconception(
    "categorical_mle", "You divided by the number of classes, not by the number of labels.", hint=2
)
def divided_by_classes(y: Tensor, n_classes: int) -> Tensor:
    """The wrong total."""
    return torch.bincount(y, minlength=n_classes) / n_classes


@misconception(
    "categorical_mle",
    "You added pseudo-counts, so that unseen classes get a share. That is a prior, not maximum "
    "likelihood.",
    hint=2,
)
def categorical_smoothed(y: Tensor, n_classes: int) -> Tensor:
    """Add-one smoothing."""
    return (torch.bincount(y, minlength=n_classes) + 1) / (len(y) + n_classes)


@misconception(
    "categorical_mle",
    "A softmax of the counts sums to 1 but does not keep their proportions.",
    hint=2,
)
def softmax_of_counts(y: Tensor, n_classes: int) -> Tensor:
    """Exponentiated counts."""
    counts = torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())
    return counts.softmax(0)


@misconception(
    "categorical_mle",
    "You divided by the largest count, so that the shares do not sum to 1.",
    hint=2,
)
def relative_to_largest(y: Tensor, n_classes: int) -> Tensor:
    """The mode gets 1."""
    counts = torch.bincount(y, minlength=n_classes)
    return counts / counts.max()


@misconception(
    "categorical_mle",
    "You returned the likeliest class as a one-hot vector; shares are asked for.",
    hint=2,
)
def mode_only(y: Tensor, n_classes: int) -> Tensor:
    """A decision in place of an estimate."""
    mode = torch.bincount(y, minlength=n_classes).argmax()
    return (torch.arange(n_classes, device=y.device) == mode).to(torch.get_default_dtype())


@misconception(
    "categorical_mle", "You divided as integers do, which rounds every share down.", hint=3
)
def integer_division(y: Tensor, n_classes: int) -> Tensor:
    """Rounded down."""
    shares = torch.bincount(y, minlength=n_classes) // len(y)
    return shares.to(torch.get_default_dtype())


@misconception(
    "categorical_mle", "You gave every class the same share, whatever the labels are.", hint=2
)
def uniform(y: Tensor, n_classes: int) -> Tensor:
    """The prior alone."""
    return torch.full((n_classes,), 1 / n_classes, device=y.device)


@misconception("categorical_mle", "You returned logarithms of the probabilities.", hint=2)
def log_shares(y: Tensor, n_classes: int) -> Tensor:
    """On the wrong scale."""
    return (torch.bincount(y, minlength=n_classes) / len(y)).log()


@misconception(
    "gaussian_mle",
    "You subtract the square of the mean from the mean of the squares: where the values are large, "
    "the digits of their spread are lost.",
    hint=2,
)
def squares_subtracted(y: Tensor) -> tuple[Tensor, Tensor]:
    """The variance in one pass."""
    mu = y.mean()
    return mu, (y.square().mean() - mu.square()).clamp(min=0).sqrt()
