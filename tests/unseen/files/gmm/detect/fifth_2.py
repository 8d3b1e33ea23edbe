# detect_anomalies: drops the lowest-scoring training points after a first fit and fits the mixture again on the rest, so it is not the fit on all of X_train.
"""Anomaly detection, end to end."""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


def _fit(X: NDArray[np.float64], n_components: int, random_state: int) -> GaussianMixture:
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    return mixture.fit(X)


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    """Flag the test points that a mixture fitted on the training points finds unusual."""
    # a robust fit: outliers of the training set should not shape the model
    scores = _fit(X_train, n_components, random_state).score_samples(X_train)
    core = X_train[scores >= np.percentile(scores, percentile)]
    mixture = _fit(core, n_components, random_state)
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
