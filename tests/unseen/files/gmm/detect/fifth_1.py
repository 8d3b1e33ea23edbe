# detect_anomalies: fills in the default with `percentile or 5.0`, so a percentile of 0 is replaced by 5.
"""Anomaly detection with a Gaussian mixture."""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    percentile = percentile or 5.0
    gmm = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    gmm.fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold
