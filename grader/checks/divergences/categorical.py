"""The checks of divergences/categorical."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.divergences.simplex import along_the_simplex, distributions, rows
from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs
from grader.probe.drawing import grid, line, tensor
from grader.probe.formula import edges, formula, law
from grader.probe.strategies import as_float32, in_both_precisions, torch_array

ONE = [
    [[1.0, 0.0], [0.75, 0.25]],
    [[0.0, 0.0, 1.0]],
    [[0.25, 0.0, 0.75], [0.2, 0.3, 0.5], [0.0, 0.5, 0.5]],
]
"""Rows with zeros, two of them beside a row without."""

PAIRS: list[Inputs] = [
    rows(p=[[0.0, 0.5, 0.5]], q=[[0.2, 0.3, 0.5]]),
    rows(p=[[0.5, 0.5, 0.0]], q=[[0.25, 0.75, 0.0]]),
    rows(p=[[0.0, 1.0], [0.25, 0.75]], q=[[0.4, 0.6], [0.5, 0.5]]),
    rows(p=[[0.0, 0.0, 1.0], [0.0, 0.3, 0.7]], q=[[0.2, 0.0, 0.8], [0.2, 0.0, 0.8]]),
]
"""A class of p = 0, also where q = 0, and in the last row one of q = 0 < p."""

IMPOSSIBLE: list[Inputs] = [
    rows(p=[[0.5, 0.5]], q=[[1.0, 0.0]]),
    rows(p=[[0.0, 1.0]], q=[[1.0, 0.0]]),
    rows(p=[[1e-20, 0.4, 0.6]], q=[[0.0, 0.5, 0.5]]),
    rows(p=[[0.3, 0.7, 0.0], [0.2, 0.5, 0.3]], q=[[0.0, 0.4, 0.6], [0.25, 0.25, 0.5]]),
]
"""A class of q = 0 < p, however small p is; the second row of the last has none."""


def nearly(rare: float) -> list[Inputs]:
    """Rows without a 0, some of whose probabilities are as small as `rare`."""
    sure, fair = [1 - 2 * rare, rare, rare], [0.2, 0.3, 0.5]
    return [
        rows(p=[fair, sure], q=[sure, fair]),
        rows(p=[[rare, rare, 1 - 2 * rare]], q=[sure]),
    ]


NEARLY = [
    *(inputs for rare in (1e-30, 1e-12, 1e-8) for inputs in nearly(rare)),
    *(as_float32(inputs) for rare in (1e-12, 1e-5) for inputs in nearly(rare)),
]
"""In float32 no less than 1e-12: the square of a ratio must not overflow."""

BATCHES = [(3,), (1,), (1, 4), (4, 1), (2, 1, 3), (2, 3, 1, 2)]


def in_batches(*names: str) -> st.SearchStrategy[Inputs]:
    """Rows of unequal numbers in batches of each shape."""
    found = []
    for shape in BATCHES:
        inputs = {}
        for name in names:
            steps = np.arange(np.prod(shape, dtype=int)).reshape(shape)
            weights = 2 + np.round(np.cos(steps * len(names) + ord(name)), 1)
            inputs[name] = torch_array(weights / weights.sum(-1, keepdims=True))
        found.append(inputs)
    return st.sampled_from(found)


def spread(k: int = 1000) -> dict[str, Any]:
    """Two rows over many classes: one uniform, one that grows."""
    growing = np.arange(1, k + 1) / (k * (k + 1) / 2)
    return {"p": torch_array([growing]), "q": torch_array([np.full(k, 1 / k)])}


def first(inputs: Inputs) -> dict[str, Any]:
    """`p` alone."""
    return {"p": inputs["p"]}


uncertainty = formula(
    "entropy",
    "The entropy of each row in nats, the sum over its classes of -p*log(p).",
    distributions("p"),
    driver=along_the_simplex,
    examples=12,
)
batches = edges(
    "entropy",
    "batches",
    "One entropy for each row, in any number of leading dimensions.",
    in_batches("p"),
    examples=len(BATCHES),
)
certain = edges(
    "entropy",
    "zeros",
    "A class of probability 0 contributes exactly 0, and 1 alone has entropy 0.",
    in_both_precisions(*(rows(p=some) for some in ONE)),
    driver=along_the_simplex,
    gradient=True,
    examples=2 * len(ONE),
)
rare = edges(
    "entropy",
    "rare classes",
    "Value and gradient along the simplex, for probabilities as small as 1e-30.",
    st.sampled_from([first(inputs) for inputs in NEARLY]),
    driver=along_the_simplex,
    gradient=True,
    examples=len(NEARLY),
)


@law(
    "entropy",
    in_both_precisions(first(spread()), {"p": spread()["q"]}),
    examples=4,
)
def many_classes(impl: Any, p: Tensor) -> Any:
    """The entropy is right for a thousand classes: log(1000) where they are equal."""
    return impl.entropy(p)


cost = formula(
    "kl_categorical",
    "The sum over the classes of p*log(p/q), for each row.",
    distributions("p", "q"),
    driver=along_the_simplex,
    examples=12,
)
batches_of_pairs = edges(
    "kl_categorical",
    "batches",
    "One divergence for each row, in any number of leading dimensions.",
    in_batches("p", "q"),
    examples=len(BATCHES),
)
unseen = edges(
    "kl_categorical",
    "zeros",
    "A class with p = 0 contributes exactly 0, also where q = 0.",
    in_both_precisions(*PAIRS),
    driver=along_the_simplex,
    gradient=True,
    examples=2 * len(PAIRS),
)
impossible = edges(
    "kl_categorical",
    "impossible classes",
    "A class with q = 0 < p makes the KL infinite.",
    in_both_precisions(*IMPOSSIBLE),
    driver=along_the_simplex,
    gradient=True,
    examples=2 * len(IMPOSSIBLE),
)
rare_in_either = edges(
    "kl_categorical",
    "rare classes",
    "Value and gradient along the simplex, for probabilities as small as 1e-30.",
    st.sampled_from(NEARLY),
    driver=along_the_simplex,
    gradient=True,
    examples=len(NEARLY),
)


@law("kl_categorical", distributions("p"), examples=3)
def zero_at_equality(impl: Any, p: Tensor) -> Any:
    """The KL of a distribution from itself is 0."""
    return impl.kl_categorical(p, p.clone())


@law("kl_categorical", in_both_precisions(spread()), examples=2)
def many_classes_of_two(impl: Any, p: Tensor, q: Tensor) -> Any:
    """The KL is right for a thousand classes."""
    return impl.kl_categorical(p, q)


between = formula(
    "js_divergence",
    "Half the KL of p and half that of q, each from the mean of the two.",
    distributions("p", "q"),
    driver=along_the_simplex,
    examples=12,
)
batches_between = edges(
    "js_divergence",
    "batches",
    "One divergence for each row, in any number of leading dimensions.",
    in_batches("p", "q"),
    examples=len(BATCHES),
)
bounded = edges(
    "js_divergence",
    "zeros",
    "Finite for zeros anywhere, and log(2) where p and q share no class.",
    in_both_precisions(*PAIRS, *IMPOSSIBLE),
    driver=along_the_simplex,
    gradient=True,
    examples=2 * len(PAIRS + IMPOSSIBLE),
)
rare_between = edges(
    "js_divergence",
    "rare classes",
    "Value and gradient along the simplex, for probabilities as small as 1e-30.",
    st.sampled_from(NEARLY),
    driver=along_the_simplex,
    gradient=True,
    examples=len(NEARLY),
)


@law("js_divergence", distributions("p", "q"), examples=4)
def symmetry(impl: Any, p: Tensor, q: Tensor) -> Any:
    """The divergence of p and q is that of q and p."""
    return impl.js_divergence(p, q) - impl.js_divergence(q, p)


@law("js_divergence", in_both_precisions(spread()), examples=2)
def many_classes_between(impl: Any, p: Tensor, q: Tensor) -> Any:
    """The divergence is right for a thousand classes."""
    return impl.js_divergence(p, q)


def own_picture(impl: Any) -> Picture:
    """Entropy of (p, 1-p), and two divergences from a fixed distribution."""
    q, places = tensor(0.1, 0.9), grid(0, 1, 101)

    def of(function: Any, *others: Any) -> Any:
        return lambda p: function(tensor(p, 1 - p), *others)

    drawn = [
        line("entropy", places, of(impl.entropy)),
        line("KL from q = (0.1, 0.9)", places, of(impl.kl_categorical, q)),
        line("JS with q", places, of(impl.js_divergence, q)),
    ]
    said = (
        "Entropy tops at 1/2, whatever q is; both divergences are 0 at p = q, but only JS stays "
        "below log 2 = 0.69."
    )
    return picture("Of (p, 1 - p)", "p", Axis("nats"), drawn, said)
