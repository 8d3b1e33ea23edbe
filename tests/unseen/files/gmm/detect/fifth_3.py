# detect_anomalies: fits on a random 80 % of X_train and takes the threshold from the scores of the held-out 20 %.
"""Anomaly detection with a density model."""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


class _Detector:
    """A mixture and the score that separates usual from unusual."""

    def __init__(self, n_components: int, percentile: float, random_state: int) -> None:
        self.percentile = percentile
        self.rng = np.random.default_rng(random_state)
        self.mixture = GaussianMixture(
            n_components=n_components, covariance_type="full", random_state=random_state
        )

    def fit(self, X: NDArray[np.float64]) -> "_Detector":
        order = self.rng.permutation(len(X))
        cut = int(0.8 * len(X))
        self.mixture.fit(X[order[:cut]])
        calibration = self.mixture.score_samples(X[order[cut:]])
        self.threshold = float(np.percentile(calibration, self.percentile))
        return self

    def predict(self, X: NDArray[np.float64]) -> NDArray[np.bool_]:
        return self.mixture.score_samples(X) < self.threshold


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    """Flag the test points that a mixture fitted on the training points finds unusual.

    Args:
        X_train: points taken as usual, shape (n_train, d).
        X_test: points to judge, shape (n_test, d).
        n_components: number of components of the mixture.
        percentile: of the training scores, from 0 to 100.
        random_state: seed of the mixture's initialization.

    Returns:
        A boolean mask of shape (n_test,), true for anomalies, and the threshold.
    """
    detector = _Detector(n_components, percentile, random_state).fit(X_train)
    return detector.predict(X_test), detector.threshold
