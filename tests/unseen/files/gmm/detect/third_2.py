# detect_anomalies: the percentile is interpolated between densities, not log-densities (and underflows for low ones).
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
    gm = GaussianMixture(
        n_components=n_components, covariance_type="full", random_state=random_state
    ).fit(X_train)
    density = np.exp(gm.score_samples(X_train))
    threshold = float(np.log(np.percentile(density, percentile)))
    return gm.score_samples(X_test) < threshold, threshold
