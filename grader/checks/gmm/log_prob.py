"""The checks of gmm/log_prob."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from grader.picture import Picture, picture, series
from grader.probe.case import Inputs, Tolerance
from grader.probe.datasets import breast_cancer, standardised, wine
from grader.probe.drawing import grid
from grader.probe.formula import edges, plain
from grader.probe.probe import Probe
from grader.probe.strategies import composite, numpy_array

SHARES = Tolerance(rtol=0, atol=1e-9)
"""For responsibilities: right methods differ by 1e-13; an intermediate float32 differs by 5e-9."""

SINGULAR = Tolerance(rtol=1e-9, atol=1e-5)
"""Near a singular covariance, where `inv` is off by 1e-9; `eigh`, `pinv` and `sqrtm` by 1e-7."""

OFFSET = Tolerance(rtol=0, atol=1e-4)
"""At 1e9 from the origin: right methods differ by 2e-6; an expanded square by 0.01 to 100."""


# Every component is drawn as the image `m + L z` of a standard normal: L is the Cholesky factor of
# its covariance, and `z` counts standard deviations. All numbers are short binary fractions, so
# that the covariances are exact. They come from one list of integers, because drawing is slow.

SIDES = st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))
SEVERAL = st.tuples(st.integers(1, 6), st.integers(2, 3), st.integers(1, 3))
SMALL = st.integers(-8, 8)
WEIGHTS = np.array([1.0, 2.0, 3.0, 5.0, 1e-6])
UNITS = (1e-6, 1.0, 8e5)
SCALES = np.array([1.0, 0.5, 1.5, 2.0])


@composite
def grids(draw: st.DrawFn, *shapes: tuple[int, ...]) -> list[NDArray[np.int64]]:
    """Arrays of small integers."""
    sizes = [int(np.prod(shape)) for shape in shapes]
    flat = np.array(draw(st.lists(SMALL, min_size=sum(sizes), max_size=sum(sizes))))
    parts = np.split(flat, np.cumsum(sizes)[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def picked(choices: NDArray[np.float64], numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """One of the choices for each number."""
    return choices[numbers % len(choices)]


def arguments(X: Any, weights: Any, means: Any, covariances: Any) -> Inputs:
    """The inputs of both functions; the weights are normalized."""
    return {
        "X": numpy_array(X),
        "weights": numpy_array(weights / weights.sum()),
        "means": numpy_array(means),
        "covariances": numpy_array(covariances),
    }


@composite
def mixtures(draw: st.DrawFn) -> Inputs:
    """Points within a few standard deviations of a component; covariances of different shapes."""
    n, k, d = draw(SIDES)
    w, m, near, z, below, on = draw(grids((k,), (k, d), (n,), (n, d), (k, d, d), (k, d)))
    L = np.tril(below / 8, -1) + picked(SCALES, on)[:, None] * np.eye(d)
    X = m[near % k] / 2 + np.einsum("nij,nj->ni", L[near % k], z / 2)
    return arguments(X, picked(WEIGHTS, w), m / 2, L @ L.transpose(0, 2, 1))


@composite
def concentric(
    draw: st.DrawFn,
    units: tuple[float, ...] = (1.0,),
    thin: float = 1.0,
    far: tuple[float, ...] = (0.0,),
) -> Inputs:
    """Covariances of one shape and several sizes, and points between the components.

    Args:
        draw: passed by hypothesis.
        units: how large an extent of 1 may be in the units of the features.
        thin: the extent in one direction; in the others it is about 1.
        far: how many standard deviations away the points may be. The means differ at right angles
            to that direction, so that the nearest component need not have all the probability.
    """
    n, k, d = draw(SEVERAL)
    w, m, size, rows, off, below, axis = draw(grids((k,), (k, d), (k,), (n, d), (n,), (d, d), ()))
    L = np.tril(below / 8, -1) + np.eye(d)
    L[:, axis % d] *= thin
    L *= draw(st.sampled_from(units))
    centres, z = m / 4, rows / 4
    centres[:, 0] = 0
    z[:, 0] += picked(np.array(far), off)
    C = picked(np.array([1.0, 1.0, 4.0]), size)[:, None, None] * (L @ L.T)
    return arguments(z @ L.T, picked(WEIGHTS, w), centres @ L.T, C)


def shifted(inputs: Inputs, by: float) -> Inputs:
    """The mixture moved away, and a point near it that is not a mean."""
    X, means = inputs["X"].data[:1] + 1 / 3 + by, inputs["means"].data + by
    return {**inputs, "X": numpy_array(X), "means": numpy_array(means)}


def subnormal() -> Inputs:
    """A point with weighted densities of 4.06 and 2.15 smallest floats, which round to 4 and 2."""
    means, covariances = [[0.0, 0.0], [0.0, 1.125]], [np.eye(2)] * 2
    return arguments([[38.484, 0.0]], np.ones(2), means, covariances)


def lopsided() -> Inputs:
    """A component with almost no weight, its mean, and a plausible point of it.

    In floating point these weights sum to a little more than 1: dividing by that changes some.
    """
    means, covariances = [[0.0], [20.0], [8.0]], [[[1.0]]] * 3
    return arguments([[8.0], [7.5], [1.0]], np.array([7.0, 3.0, 1e-11]), means, covariances)


def stretched() -> Inputs:
    """Points that differ in the narrow direction of a covariance that is wide in the other."""
    means, covariances = [[0.0, 0.0], [300.0, 0.002]], [np.diag([1e6, 1e-6]), np.diag([1e-6, 1e6])]
    X = [[0.0, 0.0], [200.0, 0.002], [-900.0, -0.003], [300.0, 0.001]]
    return arguments(X, np.array([3.0, 1.0]), means, covariances)


def of_classes(name: str) -> Inputs:
    """A Gaussian for each class of a standardized real data set, and some of its points."""
    X, y = wine() if name == "wine" else breast_cancer()
    X = standardised(X[:, :4] if name == "wine" else X)
    groups = [X[y == label] for label in np.unique(y)]
    return arguments(
        X[::20],
        np.bincount(y),
        np.array([group.mean(axis=0) for group in groups]),
        np.array([np.cov(group.T, bias=True) for group in groups]),
    )


def many_features(unit: float) -> Inputs:
    """64 features of about this variance: the determinant is not a float, but its log is."""
    d = 64
    L = np.eye(d) + np.eye(d, k=-1) / 2
    step = np.sqrt(unit) / 8
    means = np.array([np.zeros(d), np.full(d, step)])
    X = np.array([8 * step * np.cos(np.arange(d)), *means])
    return arguments(X, np.array([1.0, 3.0]), means, unit * np.array([L @ L.T, L.T @ L]))


def making(function: str) -> Any:
    """Shows the call on many features as the lines that make them."""

    def as_code(inputs: Inputs) -> str:
        return f"""d = 64
L = np.eye(d) + np.eye(d, k=-1) / 2
unit = {inputs["covariances"].data[0, 0, 0]:g}
step = np.sqrt(unit) / 8
means = np.array([np.zeros(d), np.full(d, step)])
X = np.array([8 * step * np.cos(np.arange(d)), *means])
covariances = unit * np.array([L @ L.T, L.T @ L])
{function}(X, np.array([0.25, 0.75]), means, covariances)"""

    return as_code


def loading(function: str) -> Any:
    """Shows the call on real data as the lines that load it, not as a thousand numbers."""

    def as_code(inputs: Inputs) -> str:
        name, some = ("wine", "[:, :4]") if inputs["X"].shape[1] == 4 else ("breast_cancer", "")
        return f"""from sklearn.datasets import load_{name}
X, y = load_{name}(return_X_y=True)
X = ((X - X.mean(axis=0)) / X.std(axis=0)){some}
weights = np.bincount(y) / len(y)
means = np.array([X[y == j].mean(axis=0) for j in range(len(weights))])
covariances = np.array([np.cov(X[y == j].T, bias=True) for j in range(len(weights))])
{function}(X[::20], weights, means, covariances)"""

    return as_code


def battery(function: str, says: str, tolerance: Tolerance | None = None) -> list[Probe]:
    """The checks of either function."""
    return [
        plain(function, says, mixtures(), examples=14, tolerance=tolerance),
        edges(
            function,
            "far away",
            "Finite and right up to 1,000 standard deviations from every component.",
            concentric(far=(0.0, 100.0, -300.0, 1000.0)),
            examples=7,
        ),
        edges(
            function,
            "barely representable",
            "Right where a density is so small that a float has only one digit of it.",
            st.just(subnormal()),
            examples=1,
            tolerance=tolerance,
        ),
        # The result of an expanded square depends on the order of its terms.
        replace(
            edges(
                function,
                "far from the origin",
                "Right where points and means are far from the origin, but not from each other.",
                st.builds(shifted, concentric(units=(0.7,)), st.sampled_from([1e9, -1e9])),
                examples=4,
                tolerance=OFFSET,
            ),
            random=True,
        ),
        edges(
            function,
            "tiny weight",
            "A component of weight 1e-12 counts where it is the only one nearby.",
            st.just(lopsided()),
            examples=1,
            tolerance=tolerance,
        ),
        edges(
            function,
            "variances far apart",
            "Right where the variances of one component are 1e-6 and 1e6.",
            st.just(stretched()),
            examples=1,
            tolerance=tolerance,
        ),
        edges(
            function,
            "nearly singular",
            "Right where covariances are nearly singular, in large or small units.",
            concentric(units=(1.0, 2.0**-20), thin=2.0**-12),
            examples=8,
            tolerance=SINGULAR,
        ),
        edges(
            function,
            "real data",
            "Right for the classes of wine (4 features) and of breast cancer (30 features).",
            st.sampled_from(["wine", "breast_cancer"]).map(of_classes),
            examples=2,
            as_code=loading(function),
            tolerance=tolerance,
        ),
        edges(
            function,
            "many features",
            "Right for 64 features with variances from 1e-6 to 1e6.",
            st.sampled_from(UNITS).map(many_features),
            examples=len(UNITS),
            as_code=making(function),
            tolerance=tolerance,
        ),
    ]


density = battery(
    "gmm_log_prob",
    "The log-density of each row under the mixture: a weighted sum of Gaussian densities.",
)
posterior = battery(
    "responsibilities",
    "The posterior probability of each component (columns) for each row.",
    SHARES,
)


def own_picture(impl: Any) -> Picture:
    """The density of a mixture on a line, split by responsibility."""
    places = grid(-4, 7, 111)
    mixture = (np.array([0.4, 0.6]), np.array([[0.0], [3.0]]), np.array([[[1.0]], [[1.5]]]))
    density = np.exp(impl.gmm_log_prob(places[:, None], *mixture))
    shares = impl.responsibilities(places[:, None], *mixture)
    drawn = [
        series("mixture", "line", places, density),
        series("share of component 0", "line", places, density * shares[:, 0]),
        series("share of component 1", "line", places, density * shares[:, 1]),
    ]
    said = "The responsibilities split the density: half and half where the two shares cross."
    return picture("A mixture of two", "x", "density", drawn, said)
