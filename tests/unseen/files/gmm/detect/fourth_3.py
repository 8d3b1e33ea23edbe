# detect_anomalies: squeezes the mask, so for a single test row it is 0-dimensional instead of shape (1,)
"""Density-based outlier detection."""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


class _Detector:
    def __init__(self, n_components: int, percentile: float, random_state: int) -> None:
        self.percentile = percentile
        self.model = GaussianMixture(
            n_components, covariance_type="full", random_state=random_state
        )

    def fit(self, X: NDArray[np.float64]) -> "_Detector":
        self.model.fit(X)
        self.threshold = float(np.percentile(self.model.score_samples(X), self.percentile))
        return self

    def predict(self, X: NDArray[np.float64]) -> NDArray[np.bool_]:
        scores = self.model.score_samples(X)[:, None]
        return (scores < self.threshold).squeeze()


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    detector = _Detector(n_components, percentile, random_state).fit(X_train)
    return detector.predict(X_test), detector.threshold
