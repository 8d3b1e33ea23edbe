# `random_state or 42`: a seed of 0 is replaced by 42. Clause: "`random_state=random_state`". Shown by random_state=0 on a single cloud default_rng(3).normal(size=(80, 2)) with n_components=4, where the seeds 0 and 42 end in different fits: another threshold
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
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state or 42)
    mixture.fit(X_train)
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
