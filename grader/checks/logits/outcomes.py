"""Rows with an outcome of 0 or 1, to which a logistic regression is fitted."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from grader.probe import datasets
from grader.probe.case import Inputs
from grader.probe.strategies import torch_array


def rows(features: object, labels: object, l2: float) -> Inputs:
    """The arguments of a fit."""
    return {"X": torch_array(features), "y": torch_array(labels), "l2": l2}


def drawn(seed: int, n: int, scales: Sequence[float], l2: float, center: float = 0.0) -> Inputs:
    """Rows whose labels are drawn, so that the two kinds overlap.

    Args:
        seed: of the generator.
        n: how many rows.
        scales: the standard deviation of each feature, about.
        l2: the strength of the penalty.
        center: the mean of each feature, in its deviations.
    """
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(n, len(scales)))
    features = np.array([float(f"{x:.3g}") for x in ((z + center) * scales).flat]).reshape(z.shape)
    log_odds = z @ rng.normal(size=len(scales)) + 0.5
    return rows(features, rng.uniform(size=n) < 1 / (1 + np.exp(-log_odds)), l2)


def separable(seed: int, n: int, scales: Sequence[float], l2: float) -> Inputs:
    """Rows that a plane separates: without a penalty the weights would grow for ever."""
    rng = np.random.default_rng(seed)
    z = np.round(rng.normal(size=(n, len(scales))), 2)
    return rows(z * scales, z @ rng.normal(size=len(scales)) > 0.4, l2)


TWO = rows([[0.0], [1.0]], [0.0, 1.0], 0.1)
FEW = rows(
    [[0.5, -1.0], [2.0, 0.0], [1.0, 3.0], [-1.0, 2.0], [0.0, 1.0]],
    [0.0, 1.0, 1.0, 0.0, 1.0],
    0.05,
)
LIKELY = rows([[x / 2] for x in range(-3, 5)], [0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0], 0.01)
"""Weight and bias are both positive, and so is every step of a fit on its way to them."""
UNLIKELY = rows([[x / 2] for x in range(-3, 5)], [1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0], 0.01)
"""Both are negative: an end that forgets the size of a step comes too early in one of the two."""
STRONG = drawn(4, 40, (3.0, 0.5, 1.0), 10.0)
UNITS = drawn(5, 60, (80.0, 0.015, 1.0), 1e-4)
SMALL = drawn(13, 300, (0.011, 0.012, 0.015), 1e-4)
OFF_CENTER = drawn(8, 50, (1.0, 2.0), 0.01, center=5.0)
SEPARABLE = [separable(10, 8, (1.0,), 1e-4), separable(11, 60, (2.5, 0.5, 1.0), 1e-4)]


def with_outliers() -> Inputs:
    """Rows of which one is far out on the wrong side: Newton's method needs shorter steps here."""
    near = np.round(np.random.default_rng(30).normal(size=(78, 2)), 2)
    labels = near @ [-1.4, -7.0] > -1
    return rows([*near, [-5.0, 24.0], [14.0, -17.0]], [*labels, 0, 0], 1e-4)


@cache
def tumors() -> Inputs:
    """Measurements of 300 tumors in their units, less their means, and which are benign.

    Area and fractal dimension are left out, whose deviations are beyond the range.
    """
    features, labels = datasets.breast_cancer()
    features = np.delete(features[:300, :10], [3, 9], axis=1)
    return rows(np.round(features - features.mean(axis=0), 4), labels[:300], 1e-3)


def tumors_code(_: object) -> str:
    """The call for `tumors`, with the code that reads them."""
    return """from sklearn.datasets import load_breast_cancer
X, y = load_breast_cancer(return_X_y=True)
X, y = np.delete(X[:300, :10], [3, 9], axis=1), torch.tensor(y[:300]).double()
X = torch.tensor(np.round(X - X.mean(axis=0), 4))
fit_logistic(X, y, 0.001)"""
