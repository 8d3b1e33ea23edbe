# detect_anomalies: drops the lowest-scoring training points and refits on the rest before scoring
"""Fit, score, flag."""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


def _fit(X: NDArray[np.float64], n_components: int, random_state: int) -> GaussianMixture:
    return GaussianMixture(
        n_components, covariance_type="full", random_state=random_state
    ).fit(X)


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    # First pass: find outliers that would inflate the covariances.
    first = _fit(X_train, n_components, random_state)
    scores = first.score_samples(X_train)
    usual = X_train[scores >= np.percentile(scores, percentile)]
    # Second pass: the model of usual points.
    mixture = _fit(usual, n_components, random_state)
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    return mixture.score_samples(X_test) < threshold, threshold
