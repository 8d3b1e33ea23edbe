"""The checks of nll/mle."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.nll.data import far_from_zero
from grader.picture import Axis, Picture, picture
from grader.probe.case import Case, Finding, Inputs
from grader.probe.compare import compare
from grader.probe.drawing import grid, line, point, tensor
from grader.probe.drivers import answered
from grader.probe.formula import edges, formula, law
from grader.probe.judgements import purity
from grader.probe.strategies import (
    MANY,
    alike,
    bits,
    composite,
    either_precision,
    labels,
    reals,
    torch_array,
    vectors,
)
from grader.probe.values import Array


def distinct(*sizes: int) -> st.SearchStrategy[Inputs]:
    """Unsorted samples of tenths (which float32 rounds), of these sizes, without equal values."""
    return st.sampled_from(sizes).flatmap(
        lambda n: st.lists(st.integers(-96, 96), min_size=n, max_size=n, unique=True).map(
            lambda values: {"y": torch_array(np.array(values) / 10)}
        )
    )


@composite
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


@law("gaussian_mle", distinct(1), examples=2)
def mean_of_one(impl: Any, y: Tensor) -> Any:
    """The mean of a single observation is the observation, and its gradient is 1."""
    import torch

    leaf = y.clone().requires_grad_()
    mean, _ = impl.gaussian_mle(leaf)
    # The gradient of the deviation, which is 0, may be nan, and one graph may lead to both.
    return torch.autograd.grad(mean, leaf)[0].nan_to_num(1.0)


laplace = formula(
    "laplace_mle",
    "The location and the scale at which the Laplace likelihood is largest.",
    distinct(3, 5, 7),
    examples=14,
)


def any_median(case: Case) -> Finding | None:
    """Any point between the two middle values is right, with the scale that belongs to it."""
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


@composite
def lopsided(draw: st.DrawFn) -> Inputs:
    """A value at least as often as up to three others together, all on one side of it."""
    value, side = draw(reals(1, 2)), draw(st.sampled_from([1, -1]))
    steps = draw(st.lists(st.integers(1, 8), max_size=3, unique=True))
    others = [value + side * step for step in steps]
    copies = max(1, len(others) + draw(st.integers(0, 1)))
    return {"y": torch_array(draw(st.permutations([value] * copies + others)))}


PAIRS = [[1.0, 1.0, 5.0, 6.0, 7.0], [5.0, 7.0, 1.0, 7.0, 6.0], [-3.0, 2.0, 2.0, -3.0, 0.0]]
"""Samples whose most common value is not in the middle."""

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


many_labels = edges(
    "categorical_mle",
    "many labels",
    "Right for over a thousand labels.",
    st.just(
        {"y": torch_array(np.resize([0, 1, 0, 3, 0], MANY), "int64"), "n_classes": 4},
    ),
    examples=1,
)


def never_seen(case: Case) -> Finding | None:
    """Exactly 0, which is smaller than any rounding, where a label does not occur."""
    if not isinstance(case.got, Array):
        return Finding("type", "The probabilities are not a Tensor.")
    counts = np.bincount(case.inputs["y"].data, minlength=case.inputs["n_classes"])
    if not case.got.data[counts == 0].any():
        return None
    worst = float(np.abs(case.got.data[counts == 0]).max())
    return Finding(
        "value", "A class that never occurs has a probability that is not 0.", f"{worst:.6g}", "0."
    )


@law("categorical_mle", labelled(), judge=never_seen, examples=4)
def unseen_classes(impl: Any, y: Tensor, n_classes: int) -> Any:
    """A class that is not in the sample has a probability of exactly 0."""
    return impl.categorical_mle(y, n_classes)


def own_picture(impl: Any) -> Picture:
    """The log-likelihood of a small sample by sigma."""
    y = tensor(1, 2, 2, 3, 5)
    mu, sigma = impl.gaussian_mle(y)

    def log_likelihood(spread: float) -> float:
        z = (y - mu) / spread
        return float((-np.log(spread) - 0.5 * np.log(2 * np.pi) - z.square() / 2).sum())

    unbiased = float(y.std())
    drawn = [
        line("log-likelihood", grid(0.7, 3.5), log_likelihood),
        point("gaussian_mle: divides by n", float(sigma), log_likelihood(float(sigma))),
        point("torch.std: divides by n - 1", unbiased, log_likelihood(unbiased)),
    ]
    said = "The top is where sigma divides by n; dividing by n - 1 lands to the right of it."
    return picture(
        "Likelihood of 1, 2, 2, 3, 5", "sigma", Axis("log-likelihood", "nats"), drawn, said
    )
