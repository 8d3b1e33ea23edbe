"""What is checked about gmm/log_prob."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special

from grader.compare import Tolerance
from grader.datasets import breast_cancer, standardised, wine
from grader.formula import edges, plain
from grader.probe import Probe, misconception
from grader.strategies import Inputs, numpy_array

SHARES = Tolerance(rtol=0, atol=1e-9)
"""For responsibilities: right methods differ by 1e-13, float32 on the way shows from 5e-9 on."""

SINGULAR = Tolerance(rtol=1e-9, atol=1e-5)
"""Near a singular covariance, where `inv` errs by 1e-9, but `eigh`, `pinv` and `sqrtm` by 1e-7."""

OFFSET = Tolerance(rtol=0, atol=1e-4)
"""At 1e9 from the origin: right methods differ by 2e-6, an expanded square errs by 0.01 to 100."""


# Every component is drawn as the image `m + L z` of a standard normal: L is the Cholesky factor of
# its covariance, and `z` counts standard deviations. All numbers are short binary fractions, so
# that the covariances are exact. They come from one list of integers: drawing is most of the time.

SIDES = st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))
SEVERAL = st.tuples(st.integers(1, 6), st.integers(2, 3), st.integers(1, 3))
SMALL = st.integers(-8, 8)
WEIGHTS = np.array([1.0, 2.0, 3.0, 5.0, 1e-6])
SCALES = np.array([1.0, 0.5, 1.5, 2.0])


@st.composite
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
    """What both functions take; the weights are normalised."""
    return {
        "X": numpy_array(X),
        "weights": numpy_array(weights / weights.sum()),
        "means": numpy_array(means),
        "covariances": numpy_array(covariances),
    }


@st.composite
def mixtures(draw: st.DrawFn) -> Inputs:
    """Points within a few standard deviations of a component; covariances of different shapes."""
    n, k, d = draw(SIDES)
    w, m, near, z, below, on = draw(grids((k,), (k, d), (n,), (n, d), (k, d, d), (k, d)))
    L = np.tril(below / 8, -1) + picked(SCALES, on)[:, None] * np.eye(d)
    X = m[near % k] / 2 + np.einsum("nij,nj->ni", L[near % k], z / 2)
    return arguments(X, picked(WEIGHTS, w), m / 2, L @ L.transpose(0, 2, 1))


@st.composite
def concentric(
    draw: st.DrawFn,
    units: tuple[float, ...] = (1.0,),
    thin: float = 1.0,
    far: tuple[float, ...] = (0.0,),
) -> Inputs:
    """Covariances of one shape in several sizes, and points between the components.

    Args:
        draw: hypothesis' own.
        units: what an extent of 1 may be in the units of the features.
        thin: the extent in one direction, where it is about 1 in the others.
        far: how many standard deviations the points may be off. The means differ at right angles
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
    """The mixture elsewhere, and a point near it that is no mean."""
    X, means = inputs["X"].data[:1] + 1 / 3 + by, inputs["means"].data + by
    return {**inputs, "X": numpy_array(X), "means": numpy_array(means)}


def subnormal() -> Inputs:
    """A point with weighted densities of 4.06 and 2.15 least floats, which hold 4 and 2 of them."""
    means, covariances = [[0.0, 0.0], [0.0, 1.125]], [np.eye(2)] * 2
    return arguments([[38.484, 0.0]], np.ones(2), means, covariances)


def lopsided() -> Inputs:
    """A component with next to no weight, its mean, and a point that it may well have made.

    In floating point these weights sum to a little more than 1: dividing by that changes some.
    """
    means, covariances = [[0.0], [20.0], [8.0]], [[[1.0]]] * 3
    return arguments([[8.0], [7.5], [1.0]], np.array([7.0, 3.0, 1e-11]), means, covariances)


def of_classes(name: str) -> Inputs:
    """A Gaussian for each class of a real data set, standardised, and some of its points."""
    X, y = wine() if name == "wine" else breast_cancer()
    X = standardised(X[:, :4] if name == "wine" else X)
    groups = [X[y == label] for label in np.unique(y)]
    return arguments(
        X[::20],
        np.bincount(y),
        np.array([group.mean(axis=0) for group in groups]),
        np.array([np.cov(group.T, bias=True) for group in groups]),
    )


def loading(function: str) -> Any:
    """Shows the call on real data as the lines that load it, not as a thousand numbers."""

    def show(inputs: Inputs) -> str:
        name, some = ("wine", "[:, :4]") if inputs["X"].shape[1] == 4 else ("breast_cancer", "")
        return f"""from sklearn.datasets import load_{name}
X, y = load_{name}(return_X_y=True)
X = ((X - X.mean(axis=0)) / X.std(axis=0)){some}
weights = np.bincount(y) / len(y)
means = np.array([X[y == j].mean(axis=0) for j in range(len(weights))])
covariances = np.array([np.cov(X[y == j].T, bias=True) for j in range(len(weights))])
{function}(X[::20], weights, means, covariances)"""

    return show


def battery(function: str, says: str, tolerance: Tolerance | None = None) -> list[Probe]:
    """What is checked about either function."""
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
            "Right where a density is so small that a float holds but one digit of it.",
            st.just(subnormal()),
            examples=1,
            tolerance=tolerance,
        ),
        # What is left of an expanded square depends on the order of its terms.
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
            "A component of weight 1e-12 counts where no other is near.",
            st.just(lopsided()),
            examples=1,
            tolerance=tolerance,
        ),
        edges(
            function,
            "nearly singular",
            "Right where covariances are nearly singular, in units large or small.",
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
            show=loading(function),
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


@misconception(
    "gmm_log_prob", "The terms in 2 pi are missing: such a density does not integrate to 1.", hint=3
)
def two_pi_lost(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob", "2 pi appears once, as in one dimension; the rows have d of them.", hint=3
)
def two_pi_once(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob", "The squared distance stands in the exponent at its full size.", hint=3
)
def half_lost(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det) - quad
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob", "The density is divided by the determinant itself: too much of it.", hint=2
)
def determinant_not_rooted(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + quad) - log_det
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob",
    "The log of the Cholesky factor's determinant is taken for that of the covariance.",
    hint=2,
)
def factor_counted_once(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det / 2 + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob",
    "The determinant of the covariance is missing: wide components must be lower.",
    hint=2,
)
def log_det_lost(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob",
    "The log-determinant has the wrong sign: your wide components are higher, not lower.",
    hint=2,
)
def log_det_added(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) - log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob", "The determinant stands among logarithms without one of its own.", hint=2
)
def determinant_without_log(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    det = np.linalg.det(covariances)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob",
    "You weight distances by the covariance: that makes wide directions count more, not less.",
    hint=2,
)
def covariance_for_precision(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, covariances, diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob", "You take the covariance for a scale, as if it had to be squared first.", hint=2
)
def covariance_as_scale(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    squares = covariances @ covariances
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(squares), diff)
    log_det = np.linalg.slogdet(squares)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob",
    "The triangular factor is applied transposed: that whitens with another covariance.",
    hint=2,
)
def factor_on_the_wrong_side(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    inverse = np.linalg.inv(np.linalg.cholesky(covariances))
    quad = (np.einsum("nki,kij->nkj", diff, inverse) ** 2).sum(axis=-1)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob",
    "You expanded the square: far from the origin its terms are huge and cancel.",
    hint=2,
)
def square_expanded(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    P = np.linalg.inv(covariances)
    quad = np.einsum("ni,kij,nj->nk", X, P, X) - 2 * np.einsum("ni,kij,kj->nk", X, P, means)
    quad += np.einsum("ki,kij,kj->k", means, P, means)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob", "The Mahalanobis distance is in the exponent, not its square.", hint=2
)
def distance_not_squared(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    distance = np.sqrt(squared)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + distance)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob", "Only the variances are used: the features' correlation is lost.", hint=2
)
def only_the_diagonal(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    diff = X[:, None] - means
    quad = (diff**2 / variances).sum(axis=-1)
    log_det = np.log(variances).sum(axis=-1)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception("gmm_log_prob", "Every component gets the covariance of the first.", hint=2)
def first_covariance_for_all(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,ij,nkj->nk", diff, np.linalg.inv(covariances[0]), diff)
    log_det = np.linalg.slogdet(covariances[0])[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception(
    "gmm_log_prob",
    "Something is added to the covariance: that is part of fitting, not of the density.",
    hint=2,
)
def covariance_regularised(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    covariances = covariances + 1e-6 * np.eye(X.shape[1])
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception("gmm_log_prob", "The components count fully, whatever their weights.", hint=1)
def weights_forgotten(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(log_normal, axis=1)


@misconception("gmm_log_prob", "All components count the same, whatever their weights.", hint=1)
def equal_weights(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(log_normal, axis=1) - np.log(len(weights))


@misconception(
    "gmm_log_prob",
    "The weights are added to log-densities as they are, without a logarithm.",
    hint=1,
)
def weights_not_logged(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(weights + log_normal, axis=1)


@misconception(
    "gmm_log_prob", "The weights multiply log-densities; they belong to the densities.", hint=1
)
def weights_times_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(weights * log_normal, axis=1)


@misconception(
    "gmm_log_prob",
    "You average the components' log-densities; a mixture averages their densities.",
    hint=1,
)
def average_of_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return (weights * log_normal).sum(axis=1)


@misconception(
    "gmm_log_prob",
    "Adding up logarithms multiplies: as if each point came from all components.",
    hint=1,
)
def components_multiplied(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return (np.log(weights) + log_normal).sum(axis=1)


@misconception("gmm_log_prob", "You keep the largest component and drop the others.", hint=1)
def best_component_only(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return (np.log(weights) + log_normal).max(axis=1)


@misconception("gmm_log_prob", "The rows' log-densities are averaged into a single number.", hint=1)
def mean_over_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1).mean()


@misconception(
    "gmm_log_prob", "The sign is turned: this is a loss, and anomalies would score high.", hint=1
)
def negated(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return -special.logsumexp(np.log(weights) + log_normal, axis=1)


@misconception("gmm_log_prob", "This is the density itself, not its logarithm.", hint=1)
def density_for_log(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return np.exp(special.logsumexp(np.log(weights) + log_normal, axis=1))


@misconception(
    "gmm_log_prob", "The maximum is taken off inside log-sum-exp and never put back.", hint=2
)
def maximum_not_added_back(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    log_joint = np.log(weights) + log_normal
    return np.log(np.exp(log_joint - log_joint.max(axis=1, keepdims=True)).sum(axis=1))


@misconception(
    "gmm_log_prob",
    "One maximum is taken off for all rows: rows far below it underflow all the same.",
    hint=2,
)
def one_maximum_for_all_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    log_joint = np.log(weights) + log_normal
    return log_joint.max() + np.log(np.exp(log_joint - log_joint.max()).sum(axis=1))


@misconception(
    "gmm_log_prob", "A floor under the density gives all far points the same score.", hint=1
)
def floor_under_the_density(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return np.log((weights * np.exp(log_normal)).sum(axis=1) + 1e-300)


@misconception(
    "gmm_log_prob",
    "Far away every density is 0 in floating point, and then its logarithm comes too late.",
    hint=1,
)
def densities_added_before_the_log(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return np.log((weights * np.exp(log_normal)).sum(axis=1))


@misconception(
    "responsibilities", "The squared distance stands in the exponent at its full size.", hint=2
)
def half_lost_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * log_det - quad
    return special.softmax(np.log(weights) + log_normal, axis=1)


@misconception(
    "responsibilities",
    "The determinants are missing: wide components claim too many points.",
    hint=2,
)
def log_det_lost_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_normal = -0.5 * quad
    return special.softmax(np.log(weights) + log_normal, axis=1)


@misconception(
    "responsibilities",
    "The log-determinant has the wrong sign: your wide components are higher, not lower.",
    hint=2,
)
def log_det_added_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (quad - log_det)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@misconception(
    "responsibilities",
    "You weight distances by the covariance: that makes wide directions count more, not less.",
    hint=2,
)
def covariance_for_precision_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, covariances, diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@misconception(
    "responsibilities", "Only the variances are used: the features' correlation is lost.", hint=2
)
def only_the_diagonal_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    diff = X[:, None] - means
    quad = (diff**2 / variances).sum(axis=-1)
    log_det = np.log(variances).sum(axis=-1)
    log_normal = -0.5 * (log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@misconception(
    "responsibilities",
    "The weights are missing: this is the posterior under equal prior probabilities.",
    hint=1,
)
def weights_forgotten_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(log_normal, axis=1)


@misconception(
    "responsibilities",
    "The weights come in after the rows were normalised, so that rows no longer sum to 1.",
    hint=1,
)
def weights_after_normalising(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return weights * special.softmax(log_normal, axis=1)


@misconception(
    "responsibilities",
    "The weights are added to log-densities as they are, without a logarithm.",
    hint=1,
)
def weights_not_logged_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(weights + log_normal, axis=1)


@misconception(
    "responsibilities",
    "These are the components' densities of the point, not probabilities of the components.",
    hint=1,
)
def likelihoods(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return np.exp(log_normal)


@misconception(
    "responsibilities",
    "The joint density of point and component is not yet divided by that of the point.",
    hint=1,
)
def joint_not_normalised(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return weights * np.exp(log_normal)


@misconception(
    "responsibilities",
    "You normalise over the points; for each point the components compete.",
    hint=3,
)
def normalised_over_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=0)


@misconception("responsibilities", "Everything together sums to 1; each row has to.", hint=3)
def normalised_over_everything(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(np.log(weights) + log_normal)


@misconception(
    "responsibilities",
    "You divide logarithms by their sum; proportions are those of the densities.",
    hint=1,
)
def shares_of_the_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    log_joint = np.log(weights) + log_normal
    return log_joint / log_joint.sum(axis=1, keepdims=True)


@misconception("responsibilities", "Softmax takes logarithms; you gave it the densities.", hint=2)
def softmax_of_densities(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(weights * np.exp(log_normal), axis=1)


@misconception("responsibilities", "These are the logarithms of the responsibilities.", hint=1)
def log_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.log_softmax(np.log(weights) + log_normal, axis=1)


@misconception(
    "responsibilities",
    "Every point goes wholly to its likeliest component: that is k-means, not a posterior.",
    hint=1,
)
def hard_assignment(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    log_joint = np.log(weights) + log_normal
    return np.eye(len(weights))[log_joint.argmax(axis=1)]


@misconception(
    "responsibilities", "These are the likeliest components' numbers, not probabilities.", hint=1
)
def labels(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return (np.log(weights) + log_normal).argmax(axis=1)


@misconception(
    "responsibilities",
    "The responsibilities are averaged over the points: that is the next step of EM.",
    hint=1,
)
def averaged_over_points(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1).mean(axis=0)


@misconception("responsibilities", "Rows and columns are exchanged.", hint=3)
def components_by_points(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1).T


@misconception(
    "responsibilities",
    "One maximum is taken off for all rows: rows far below it underflow all the same.",
    hint=2,
)
def one_maximum_for_all_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    log_joint = np.log(weights) + log_normal
    joint = np.exp(log_joint - log_joint.max())
    return joint / joint.sum(axis=1, keepdims=True)


@misconception(
    "responsibilities",
    "Something small in the denominator avoids nan, but far away the row sums to 0.",
    hint=2,
)
def floor_in_the_denominator(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    joint = weights * np.exp(log_normal)
    return joint / (joint.sum(axis=1, keepdims=True) + 1e-300)


@misconception(
    "responsibilities",
    "Far away every density is 0 in floating point, and so is their sum.",
    hint=1,
)
def zero_over_zero(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    joint = weights * np.exp(log_normal)
    return joint / joint.sum(axis=1, keepdims=True)
