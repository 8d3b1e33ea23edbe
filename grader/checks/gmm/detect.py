"""The checks of gmm/detect."""

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from grader.checks.gmm.pictures import flags_picture
from grader.picture import Picture, picture, series
from grader.probe import datasets
from grader.probe.case import Case, Finding, Inputs
from grader.probe.drawing import grid
from grader.probe.judgements import value
from grader.probe.probe import Check, Probe

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

Split = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Training and test points."""

Drawn = SearchStrategy[dict[str, Any]]
SEEDS = st.integers(0, 99)


# The learner sees the functions that make the data, not hundreds of numbers. Points are
# continuous, so that no score comes near a threshold by chance.


def clusters(seed: int, d: int, n_test: int) -> "Split":
    """Training and test points of two clusters, in a different unit for each feature."""
    rng = np.random.default_rng(seed)
    units = np.array([1.0, 20.0, 0.1])[:d]
    shear = np.eye(d) + 0.8 * np.eye(d, k=1)
    X = rng.normal(size=(40 + n_test, d)) @ shear + 9 * rng.integers(0, 2, size=(40 + n_test, 1))
    X[40:] += rng.normal(size=d)  # the test points are shifted
    return X[:40] * units, X[40:] * units


def square(seed: int) -> "Split":
    """Points in a small square."""
    X = np.random.default_rng(seed).uniform(size=(48, 2)) / 32  # densities above 1
    return X[:40], X[40:]


def line(seed: int) -> "Split":
    """Points on a line, one of them far away."""
    X = np.random.default_rng(seed).normal(size=(20, 1))
    X[7] = 8  # far away, but a training point
    further = X + 1e-10 * np.sign(X - X.mean())  # scores that are barely lower
    return X, np.concatenate([X[::-1], further])


def repeated(seed: int) -> "Split":
    """Points of two clusters, those of one of them measured three times."""
    rng = np.random.default_rng(seed)
    far, near = rng.normal(size=(12, 2)) + 6, rng.normal(size=(20, 2))
    return np.concatenate([near, far, far, far]), rng.normal(size=(8, 2)) + 3


def large_units(seed: int) -> "Split":
    """64 large features in small units: every log-density is below -745."""
    X = np.random.default_rng(seed).normal(size=(150, 64)) * 1e6
    return X[:120], X[120:]


def wine() -> Split:
    """Three features in their own units."""
    X = datasets.wine()[0][:, [0, 4, 12]]
    return X[::2], X[1::8]


def tumours() -> Split:
    """Benign tumors to fit, and some of both kinds to judge."""
    X, y = datasets.breast_cancer()
    return X[y == 1, :3][::3], X[::25, :3]


DATA = {
    maker.__name__: maker
    for maker in (clusters, square, line, repeated, large_units, wine, tumours)
}
LOADED = {
    "wine": """from sklearn.datasets import load_wine
X = load_wine().data[:, [0, 4, 12]]
X_train, X_test = X[::2], X[1::8]
""",
    "tumours": """from sklearn.datasets import load_breast_cancer
X, y = load_breast_cancer(return_X_y=True)
X_train, X_test = X[y == 1, :3][::3], X[::25, :3]
""",
}


def detect(impl: Any, data: str, of: list[int], options: list[Any]) -> dict[str, Any]:
    """The answer, and the data after the call."""
    X_train, X_test = DATA[data](*of)
    answer = impl.detect_anomalies(X_train, X_test, *options)
    return {"value": answer, "after": [X_train, X_test]}


def call(inputs: Inputs) -> str:
    """The call with the code that makes its data."""
    data, of, options = inputs["data"], inputs["of"], inputs["options"]
    made = inspect.getsource(DATA[data]).replace(' -> "Split"', "")
    made += f"\nX_train, X_test = {data}({', '.join(map(repr, of))})\n"
    arguments = ", ".join(["X_train", "X_test", *map(repr, options)])
    return f"{LOADED.get(data, made)}detect_anomalies({arguments})"


def unchanged(case: Case) -> Finding | None:
    """The points are bitwise unchanged, as the reference leaves them."""
    for after, before in zip(case.got["after"], case.expected["after"], strict=True):
        if not np.array_equal(after.data, before.data):
            return Finding("changed", "Your code changed the given points in place.")
    return None


def drawn_points(case: Case) -> Picture | None:
    """The points of a case, and who flags which."""
    X_train, X_test = DATA[case.inputs["data"]](*case.inputs["of"])
    yours, right = case.got["value"][0].data, case.expected["value"][0].data
    mixture = fitted(X_train, *case.inputs["options"])
    return flags_picture(mixture, case.expected["value"][1], X_train, X_test, yours, right)


def fitted(
    X_train: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> "GaussianMixture":
    """The mixture that the exercise asks for; the percentile has no part in it."""
    from sklearn.mixture import GaussianMixture

    return GaussianMixture(n_components, random_state=random_state).fit(X_train)


def asked(data: str, of: SearchStrategy[Any], *options: SearchStrategy[Any]) -> Drawn:
    """One kind of data, the arguments that make it, and the call's other arguments."""
    return st.builds(dict, data=st.just(data), of=of, options=st.tuples(*options).map(list))


def probe(name: str, says: str, inputs: Drawn, examples: int, *more: Check) -> Probe:
    """A named check. The library may be used here, so its use is not reported."""
    slug = f"detect_anomalies-{name}".replace(" ", "-")
    checks = (Check(name, says, value), *more)
    return Probe(
        slug, "detect_anomalies", inputs, detect, checks, examples, as_code=call, draw=drawn_points
    )


nothing: SearchStrategy[list[Any]] = st.just([])
detection = [
    probe(
        "value",
        "The mask and the threshold of a mixture that is fitted to the training points alone.",
        asked(
            "clusters",
            st.tuples(SEEDS, st.integers(1, 3), st.just(6)).map(list),
            st.integers(1, 2),
            st.sampled_from([0.5, 12.5, 25.5, 50.5]),
            SEEDS,
        ),
        5,
        Check("purity", "detect_anomalies does not change the points.", unchanged),
    ),
    probe(
        "defaults",
        "The defaults are two components, percentile 5, random state 42.",
        asked("square", st.tuples(SEEDS).map(list)),
        2,
    ),
    probe(
        "random state",
        "The mixture is initialized with the given random state.",
        asked("square", st.tuples(SEEDS).map(list), st.just(4), st.just(5.0), SEEDS),
        2,
    ),
    probe(
        "one test point",
        "A single test point gets the same result as in a batch.",
        asked("clusters", st.tuples(SEEDS, st.integers(1, 3), st.just(1)).map(list)),
        2,
    ),
    probe(
        "ties",
        "A test point whose score equals the threshold is not an anomaly; one barely below it is.",
        asked("line", st.tuples(SEEDS).map(list), st.just(1), st.sampled_from([0.0, 100.0])),
        4,
    ),
    probe(
        "repeated points",
        "A training point that occurs three times counts three times.",
        asked("repeated", st.tuples(SEEDS).map(list), st.just(2), st.sampled_from([12.5, 25.5])),
        2,
    ),
    probe(
        "distant scores",
        "Scores far below 0, which many features can give, are compared like any others.",
        asked("large_units", st.tuples(SEEDS).map(list), st.just(1), st.just(50.0)),
        1,
    ),
    probe(
        "real data",
        "Right on wine, and on tumors if the mixture was fitted to benign ones only.",
        st.one_of(asked("wine", nothing, st.just(3)), asked("tumours", nothing)),
        2,
    ),
]


def own_picture(impl: Any) -> Picture:
    """Points in a plane, the flagged ones, and the boundary between."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 2)) @ np.array([[1.0, 0.7], [0.0, 0.5]])
    X[100:] += (5.0, 1.0)
    new = np.array([[0.0, 0.0], [2.5, 0.5], [5.0, 1.0], [7.0, -1.0]])
    across, up = np.meshgrid(grid(-4, 9, 61), grid(-3, 4.5, 61))
    inside = ~impl.detect_anomalies(X, np.c_[across.ravel(), up.ravel()])[0].reshape(61, 61)
    edge = inside & ~np.roll(inside, 1, axis=0) | inside & ~np.roll(inside, 1, axis=1)
    mask, _ = impl.detect_anomalies(X, new)
    drawn = [
        series("training points", "points", *X.T),
        series("boundary of the usual", "points", across[edge], up[edge]),
        series("new, usual", "points", *new[~mask].T),
        series("new, flagged", "points", *new[mask].T),
    ]
    said = "Between the clusters is near the mean of all points, and yet unusual: it is flagged."
    return picture("detect_anomalies", "x[:, 0]", "x[:, 1]", drawn, said)
