# detect_anomalies: drops the lowest-scoring training points after the first fit and fits again on the rest, so model and threshold are not those of X_train.
"""Mixture-based anomaly detection."""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


def _fit(X: NDArray[np.float64], k: int, seed: int) -> GaussianMixture:
    return GaussianMixture(n_components=k, covariance_type="full", random_state=seed).fit(X)


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    """Flag the test points that the mixture finds unusual."""
    first = _fit(X_train, n_components, random_state)
    scores = first.score_samples(X_train)
    usual = X_train[scores >= np.percentile(scores, percentile)]
    # training data may hold anomalies too: learn the usual points only
    mixture = _fit(usual, n_components, random_state) if len(usual) > n_components else first
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
