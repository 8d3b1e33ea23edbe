# detect_anomalies: takes the percentile of the scores of points sampled from the fitted mixture instead of the training points' scores.
"""Anomaly detection, end to end."""

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
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(X_train)
    draws, _ = mixture.sample(max(len(X_train), 1000))
    threshold = float(np.percentile(mixture.score_samples(draws), percentile))
    return mixture.score_samples(X_test) < threshold, threshold
