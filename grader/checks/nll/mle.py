"""What is checked about nll/mle."""

from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.nll.data import far_from_zero
from grader.compare import compare
from grader.drivers import answered
from grader.formula import edges, formula, law, purity
from grader.probe import Case, Finding, misconception
from grader.strategies import (
    Inputs,
    alike,
    bits,
    either_precision,
    labels,
    reals,
    torch_array,
    vectors,
)
from grader.wire import Array


def distinct(*sizes: int) -> st.SearchStrategy[Inputs]:
    """Unsorted samples of tenths (which float32 rounds), of these sizes, no two values alike."""
    return st.sampled_from(sizes).flatmap(
        lambda n: st.lists(st.integers(-96, 96), min_size=n, max_size=n, unique=True).map(
            lambda values: {"y": torch_array(np.array(values) / 10)}
        )
    )


@st.composite
def labelled(draw: st.DrawFn) -> Inputs:
    """Labels of a few classes, some of which may be unseen."""
    n_classes = draw(st.integers(1, 5))
    return {"y": draw(labels(n_classes, draw(st.integers(1, 6)))), "n_classes": n_classes}


gaussian = formula(
    "gaussian_mle",
    "The mean and the standard deviation at which the Gaussian likelihood is largest.",
    distinct(2, 3, 4, 5, 7),
    examples=14,
)
gaussian_constant = edges(
    "gaussian_mle",
    "no spread",
    "A sample of one value, once or repeated, has a standard deviation of exactly 0.",
    st.builds(
        lambda value, n: {"y": torch_array([value] * n)}, reals(), st.sampled_from([1, 1, 2, 4])
    ),
    examples=6,
)

gaussian_off_zero = edges(
    "gaussian_mle",
    "far from zero",
    "Accurate where the values are large, and close to each other.",
    far_from_zero(y=(0.0, 1.0, 3.0, -2.0)),
    examples=3,
)

laplace = formula(
    "laplace_mle",
    "The location and the scale at which the Laplace likelihood is largest.",
    distinct(3, 5, 7),
    examples=14,
)


def any_median(case: Case) -> Finding | None:
    """Any point between the two middle values will do, with the scale that belongs to it."""
    ordered = np.sort(case.inputs["y"].data)
    low, high = ordered[(ordered.size - 1) // 2], ordered[ordered.size // 2]
    got = case.got["value"]
    nearest = np.clip(_first_number(got), low, high)
    scale = np.abs(ordered - nearest).mean()
    return compare(got, (torch_array(nearest), torch_array(scale)), case) or purity(case)


def _first_number(answer: Any) -> float:
    first = answer[0] if isinstance(answer, (tuple, list)) and answer else None
    return float(first.data) if isinstance(first, Array) and not first.shape else 0.0


@law("laplace_mle", either_precision(distinct(2, 4, 6)), judge=any_median, examples=8)
def even_samples(impl: Any, y: Tensor) -> Any:
    """For an even number of values, any point between the two middle ones, and its scale."""
    return answered(impl.laplace_mle, {"y": y}, gradient=False)


@st.composite
def lopsided(draw: st.DrawFn) -> Inputs:
    """A value at least as often as up to three others together, all on one side of it."""
    value, side = draw(reals(1, 2)), draw(st.sampled_from([1, -1]))
    steps = draw(st.lists(st.integers(1, 8), max_size=3, unique=True))
    others = [value + side * step for step in steps]
    copies = max(1, len(others) + draw(st.integers(0, 1)))
    return {"y": torch_array(draw(st.permutations([value] * copies + others)))}


PAIRS = [[1.0, 1.0, 5.0, 6.0, 7.0], [5.0, 7.0, 1.0, 7.0, 6.0], [-3.0, 2.0, 2.0, -3.0, 0.0]]
"""Samples whose commonest value is none of those in the middle."""

repeated = st.one_of(lopsided(), st.sampled_from(PAIRS).map(lambda y: {"y": torch_array(y)}))


@law("laplace_mle", either_precision(repeated), judge=any_median, examples=12)
def repeated_values(impl: Any, y: Tensor) -> Any:
    """Samples with repeated values, and samples of one, have a location and a scale too."""
    return answered(impl.laplace_mle, {"y": y}, gradient=False)


bernoulli = formula(
    "bernoulli_mle",
    "The probability of a one at which the Bernoulli likelihood is largest.",
    alike(vectors(), y=bits()),
    gradient=False,
    examples=16,
)

categorical = [
    probe
    for probe in formula(
        "categorical_mle",
        "The probability of each of the n_classes classes, seen or not.",
        labelled(),
        gradient=False,
        examples=16,
    )
    if not probe.name.endswith("float32")  # labels have no precision
]


def never_seen(case: Case) -> Finding | None:
    """Exactly 0, which is smaller than any rounding, where a label does not occur."""
    if not isinstance(case.got, Array):
        return Finding("type", "The probabilities are no Tensor.")
    counts = np.bincount(case.inputs["y"].data, minlength=case.inputs["n_classes"])
    if not case.got.data[counts == 0].any():
        return None
    worst = float(np.abs(case.got.data[counts == 0]).max())
    return Finding("value", "A class that never occurs has a probability.", f"{worst:.6g}", "0.")


@law("categorical_mle", labelled(), judge=never_seen, examples=4)
def unseen_classes(impl: Any, y: Tensor, n_classes: int) -> Any:
    """A class that is not in the sample has a probability of exactly 0."""
    return impl.categorical_mle(y, n_classes)


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
    "The values are right, but no gradient flows back to the sample: they were detached.",
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
    "The values are right, but no gradient flows back to the sample: they were detached.",
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
    hint=3,
)
def bernoulli_smoothed(y: Tensor) -> Tensor:
    """Laplace's rule of succession."""
    return (y.sum() + 1) / (len(y) + 2)


@misconception("bernoulli_mle", "That is the fraction of zeros.", hint=3)
def fraction_of_zeros(y: Tensor) -> Tensor:
    """The other outcome."""
    return 1 - y.mean()


@misconception("bernoulli_mle", "You counted the ones; a probability is a share of all.", hint=3)
def count_of_ones(y: Tensor) -> Tensor:
    """Not divided."""
    return y.sum()


@misconception("bernoulli_mle", "You divided by n - 1; there is nothing to correct for.", hint=3)
def bernoulli_one_less(y: Tensor) -> Tensor:
    """A correction that belongs elsewhere."""
    return y.sum() / (len(y) - 1)


@misconception("bernoulli_mle", "Those are the odds, ones over zeros, not a probability.", hint=3)
def odds(y: Tensor) -> Tensor:
    """Ones over zeros."""
    return y.sum() / (1 - y).sum()


@misconception("bernoulli_mle", "You returned the logit of the probability, not itself.", hint=3)
def log_odds(y: Tensor) -> Tensor:
    """On the wrong scale."""
    return torch.logit(y.mean())


@misconception(
    "bernoulli_mle", "You returned the likelier outcome; its probability is asked for.", hint=3
)
def likelier_outcome(y: Tensor) -> Tensor:
    """A decision in place of an estimate."""
    return (y.mean() >= 0.5).to(y.dtype)


@misconception(
    "bernoulli_mle", "That is the standard deviation of the outcomes, not their mean.", hint=3
)
def bernoulli_deviation(y: Tensor) -> Tensor:
    """The spread."""
    return (y.mean() * (1 - y.mean())).sqrt()


@misconception(
    "categorical_mle",
    "Classes above the largest label seen are missing: every one of the n_classes needs its place.",
    hint=3,
)
def unseen_missing(y: Tensor, n_classes: int) -> Tensor:
    """As long as the largest label."""
    return torch.bincount(y) / len(y)


@misconception("categorical_mle", "You counted; a probability is a share of all labels.", hint=3)
def counts_not_shares(y: Tensor, n_classes: int) -> Tensor:
    """Not divided."""
    return torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())


@misconception(
    "categorical_mle", "You divided by the number of classes, not by the number of labels.", hint=3
)
def divided_by_classes(y: Tensor, n_classes: int) -> Tensor:
    """The wrong total."""
    return torch.bincount(y, minlength=n_classes) / n_classes


@misconception(
    "categorical_mle",
    "You added pseudo-counts, so that unseen classes get a share. That is a prior, not maximum "
    "likelihood.",
    hint=3,
)
def categorical_smoothed(y: Tensor, n_classes: int) -> Tensor:
    """Add-one smoothing."""
    return (torch.bincount(y, minlength=n_classes) + 1) / (len(y) + n_classes)


@misconception(
    "categorical_mle",
    "A softmax of the counts sums to 1 but does not keep their proportions.",
    hint=3,
)
def softmax_of_counts(y: Tensor, n_classes: int) -> Tensor:
    """Exponentiated counts."""
    counts = torch.bincount(y, minlength=n_classes).to(torch.get_default_dtype())
    return counts.softmax(0)


@misconception(
    "categorical_mle",
    "You divided by the largest count, so that the shares do not sum to 1.",
    hint=3,
)
def relative_to_largest(y: Tensor, n_classes: int) -> Tensor:
    """The mode gets 1."""
    counts = torch.bincount(y, minlength=n_classes)
    return counts / counts.max()


@misconception(
    "categorical_mle",
    "You returned the likeliest class as a one-hot vector; shares are asked for.",
    hint=3,
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
    "categorical_mle", "You gave every class the same share, whatever the labels are.", hint=3
)
def uniform(y: Tensor, n_classes: int) -> Tensor:
    """The prior alone."""
    return torch.full((n_classes,), 1 / n_classes, device=y.device)


@misconception("categorical_mle", "You returned logarithms of the probabilities.", hint=3)
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
