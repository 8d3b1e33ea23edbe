# detect_anomalies: fits with reg_covar=1e-3 instead of scikit-learn's default of 1e-6
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
    gmm = GaussianMixture(
        n_components=n_components,
        covariance_type="full",
        reg_covar=1e-3,
        random_state=random_state,
    )
    gmm.fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    mask = gmm.score_samples(X_test) < threshold
    return mask, threshold
