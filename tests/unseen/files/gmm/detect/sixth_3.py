# detect_anomalies: sets the threshold at mean + z*std of the training scores as if they were normal, instead of their empirical percentile.
"""GMM anomaly detector."""

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


def _cutoff(scores: NDArray[np.float64], percentile: float) -> float:
    if percentile <= 0:
        return float(scores.min())
    if percentile >= 100:
        return float(scores.max())
    z = NormalDist().inv_cdf(percentile / 100)
    return float(scores.mean() + z * scores.std())


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    gmm = GaussianMixture(n_components=n_components, covariance_type="full", random_state=random_state)
    gmm.fit(X_train)
    threshold = _cutoff(gmm.score_samples(X_train), percentile)
    return gmm.score_samples(X_test) < threshold, threshold
