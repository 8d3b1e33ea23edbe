"""Known mistakes in nll/mle."""

import torch
from torch import Tensor

from grader.probe.probe import known_mistake


@known_mistake("gaussian_mle", hint=2)
def unbiased(y: Tensor) -> tuple[Tensor, Tensor]:
    """You divided by n - 1. That removes the bias of the variance, but the likelihood is
    largest at the biased estimate.
    """
    return y.mean(), y.std()


@known_mistake("gaussian_mle", hint=2)
def variance_for_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """You returned the variance where the standard deviation is asked for."""
    return y.mean(), (y - y.mean()).square().mean()


@known_mistake("gaussian_mle", hint=2)
def not_centred(y: Tensor) -> tuple[Tensor, Tensor]:
    """You took the spread about 0, not about the mean that you found."""
    return y.mean(), y.square().mean().sqrt()


@known_mistake("gaussian_mle", hint=1)
def median_for_mean(y: Tensor) -> tuple[Tensor, Tensor]:
    """You centred on the median. Under a Gaussian, squared distances count, and they balance
    elsewhere.
    """
    mu = y.median()
    return mu, (y - mu).square().mean().sqrt()


@known_mistake("gaussian_mle", hint=2)
def absolute_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your spread is a mean absolute deviation: that is the scale of a Laplace distribution."""
    return y.mean(), (y - y.mean()).abs().mean()


@known_mistake("gaussian_mle", hint=2)
def sum_of_squares(y: Tensor) -> tuple[Tensor, Tensor]:
    """You summed the squared distances without dividing by their number."""
    return y.mean(), (y - y.mean()).square().sum().sqrt()


@known_mistake("gaussian_mle", hint=2)
def standard_error(y: Tensor) -> tuple[Tensor, Tensor]:
    """You returned the standard error of the mean, which shrinks with n; the spread of the data
    does not.
    """
    return y.mean(), y.std(correction=0) / len(y) ** 0.5


@known_mistake("gaussian_mle", hint=None)
def gaussian_order_swapped(y: Tensor) -> tuple[Tensor, Tensor]:
    """You returned the two parameters in the wrong order."""
    return y.std(correction=0), y.mean()


@known_mistake("gaussian_mle", hint=2)
def log_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """You returned the logarithm of the standard deviation, not itself."""
    return y.mean(), y.std(correction=0).log()


@known_mistake("gaussian_mle", hint=None)
def gaussian_detached(y: Tensor) -> tuple[Tensor, Tensor]:
    """The values are right, but no gradient flows back to the sample."""
    return y.mean().detach(), y.std(correction=0).detach()


@known_mistake("gaussian_mle", hint=2)
def half_range(y: Tensor) -> tuple[Tensor, Tensor]:
    """Half of the range grows with every outlier; it is no standard deviation."""
    return y.mean(), (y.max() - y.min()) / 2


@known_mistake("laplace_mle", hint=1)
def mean_for_median(y: Tensor) -> tuple[Tensor, Tensor]:
    """You centred on the mean. Under a Laplace distribution absolute distances count, and they
    balance elsewhere.
    """
    mu = y.mean()
    return mu, (y - mu).abs().mean()


@known_mistake("laplace_mle", hint=2)
def deviation_for_scale(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your location is right, but the scale is a standard deviation: that belongs to the
    Gaussian.
    """
    mu = y.median()
    return mu, (y - mu).square().mean().sqrt()


@known_mistake("laplace_mle", hint=2)
def median_deviation(y: Tensor) -> tuple[Tensor, Tensor]:
    """Your scale is the median of the absolute deviations; the likelihood is largest elsewhere."""
    mu = y.median()
    return mu, (y - mu).abs().median()


@known_mistake("laplace_mle", hint=2)
def deviations_from_mean(y: Tensor) -> tuple[Tensor, Tensor]:
    """You measured the deviations from the mean, not from the location that you return."""
    return y.median(), (y - y.mean()).abs().mean()


@known_mistake("laplace_mle", hint=2)
def by_moments(y: Tensor) -> tuple[Tensor, Tensor]:
    """You matched the variance, 2 b^2, to the sample's. That is the method of moments, not
    maximum likelihood.
    """
    return y.median(), y.std(correction=0) / 2**0.5


@known_mistake("laplace_mle", hint=2)
def sum_of_deviations(y: Tensor) -> tuple[Tensor, Tensor]:
    """You summed the absolute deviations without dividing by their number."""
    mu = y.median()
    return mu, (y - mu).abs().sum()


@known_mistake("laplace_mle", hint=2)
def one_less(y: Tensor) -> tuple[Tensor, Tensor]:
    """You divided by n - 1: maximum likelihood makes no correction for the fitted location."""
    mu = y.median()
    return mu, (y - mu).abs().sum() / (len(y) - 1)


@known_mistake("laplace_mle", hint=1)
def not_sorted(y: Tensor) -> tuple[Tensor, Tensor]:
    """You took the middle element of the sample as it came, which is not sorted."""
    mu = y[len(y) // 2]
    return mu, (y - mu).abs().mean()


@known_mistake("laplace_mle", hint=None)
def laplace_order_swapped(y: Tensor) -> tuple[Tensor, Tensor]:
    """You returned the two parameters in the wrong order."""
    mu = y.median()
    return (y - mu).abs().mean(), mu


@known_mistake("laplace_mle", hint=None)
def laplace_detached(y: Tensor) -> tuple[Tensor, Tensor]:
    """The values are right, but no gradient flows back to the sample."""
    mu = y.detach().median()
    return mu, (y.detach() - mu).abs().mean()


@known_mistake("bernoulli_mle", hint=2)
def bernoulli_smoothed(y: Tensor) -> Tensor:
    """You added pseudo-counts. That is the mean of a posterior under a uniform prior, not
    maximum likelihood.
    """
    return (y.sum() + 1) / (len(y) + 2)


@known_mistake("bernoulli_mle", hint=2)
def fraction_of_zeros(y: Tensor) -> Tensor:
    """That is the fraction of zeros."""
    return 1 - y.mean()


@known_mistake("bernoulli_mle", hint=2)
def count_of_ones(y: Tensor) -> Tensor:
    """You counted the ones; a probability is a share of all."""
    return y.sum()


@known_mistake("bernoulli_mle", hint=2)
def bernoulli_one_less(y: Tensor) -> Tensor:
    """You divided by n - 1; there is nothing to correct for."""
    return y.sum() / (len(y) - 1)


@known_mistake("bernoulli_mle", hint=2)
def odds(y: Tensor) -> Tensor:
    """Those are the odds, ones over zeros, not a probability."""
    return y.sum() / (1 - y).sum()


@known_mistake("bernoulli_mle", hint=2)
def log_odds(y: Tensor) -> Tensor:
    """You returned the logit of the probability, not itself."""
    return torch.logit(y.mean())


@known_mistake("bernoulli_mle", hint=2)
def likelier_outcome(y: Tensor) -> Tensor:
    """You returned the likelier outcome; its probability is asked for."""
    return (y.mean() >= 0.5).to(y.dtype)


@known_mistake("bernoulli_mle", hint=2)
def bernoulli_deviation(y: Tensor) -> Tensor:
    """That is the standard deviation of the outcomes, not their mean."""
    return (y.mean() * (1 - y.mean())).sqrt()


@known_mistake("categorical_mle", hint=2)
def unseen_missing(y: Tensor, n_classes: int) -> Tensor:
    """Classes above the largest label seen are missing: every one of the n_classes needs its
    place.
    """
    return torch.bincount(y) / len(y)


@known_mistake("categorical_mle", hint=2)
def counts_not_shares(y: Tensor, n_classes: int) -> Tensor:
    """You counted; a probability is a share of all labels."""
    return torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())


@known_mistake("categorical_mle", hint=2)
def divided_by_classes(y: Tensor, n_classes: int) -> Tensor:
    """You divided by the number of classes, not by the number of labels."""
    return torch.bincount(y, minlength=n_classes) / n_classes


@known_mistake("categorical_mle", hint=2)
def categorical_smoothed(y: Tensor, n_classes: int) -> Tensor:
    """You added pseudo-counts, so that unseen classes get a share. That is a prior, not maximum
    likelihood.
    """
    return (torch.bincount(y, minlength=n_classes) + 1) / (len(y) + n_classes)


@known_mistake("categorical_mle", hint=2)
def softmax_of_counts(y: Tensor, n_classes: int) -> Tensor:
    """A softmax of the counts sums to 1 but does not keep their proportions."""
    counts = torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())
    return counts.softmax(0)


@known_mistake("categorical_mle", hint=2)
def relative_to_largest(y: Tensor, n_classes: int) -> Tensor:
    """You divided by the largest count, so that the shares do not sum to 1."""
    counts = torch.bincount(y, minlength=n_classes)
    return counts / counts.max()


@known_mistake("categorical_mle", hint=2)
def mode_only(y: Tensor, n_classes: int) -> Tensor:
    """You returned the likeliest class as a one-hot vector; shares are asked for."""
    mode = torch.bincount(y, minlength=n_classes).argmax()
    return (torch.arange(n_classes, device=y.device) == mode).to(torch.get_default_dtype())


@known_mistake("categorical_mle", hint=3)
def integer_division(y: Tensor, n_classes: int) -> Tensor:
    """You divided as integers do, which rounds every share down."""
    shares = torch.bincount(y, minlength=n_classes) // len(y)
    return shares.to(torch.get_default_dtype())


@known_mistake("categorical_mle", hint=2)
def uniform(y: Tensor, n_classes: int) -> Tensor:
    """You gave every class the same share, whatever the labels are."""
    return torch.full((n_classes,), 1 / n_classes, device=y.device)


@known_mistake("categorical_mle", hint=2)
def log_shares(y: Tensor, n_classes: int) -> Tensor:
    """You returned logarithms of the probabilities."""
    return (torch.bincount(y, minlength=n_classes) / len(y)).log()


@known_mistake("gaussian_mle", hint=2)
def squares_subtracted(y: Tensor) -> tuple[Tensor, Tensor]:
    """You subtract the square of the mean from the mean of the squares: where the values are
    large, the digits of their spread are lost.
    """
    mu = y.mean()
    return mu, (y.square().mean() - mu.square()).clamp(min=0).sqrt()
