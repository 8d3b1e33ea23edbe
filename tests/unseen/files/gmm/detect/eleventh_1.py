# the argument percentile is not passed on: always the fifth percentile, right by default. Clause: "The threshold is the given percentile of the training points' log-densities". Shown by percentile=50., X_test = X_train: 5 % flagged instead of half
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
    threshold = float(np.percentile(mixture.score_samples(X_train), 5.0))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
