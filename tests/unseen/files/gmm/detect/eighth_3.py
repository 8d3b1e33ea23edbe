# detect_anomalies: takes the sorted training score at index int(n * percentile / 100) as the threshold, without the linear interpolation (and with n instead of n - 1).
import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


def _cutoff(scores: NDArray[np.float64], percentile: float) -> float:
    ordered = np.sort(scores)
    position = int(len(ordered) * percentile / 100)
    return float(ordered[min(position, len(ordered) - 1)])


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    mixture = GaussianMixture(n_components, random_state=random_state)
    mixture.fit(X_train)

    threshold = _cutoff(mixture.score_samples(X_train), percentile)
    mask = np.less(mixture.score_samples(X_test), threshold)
    return mask, threshold
