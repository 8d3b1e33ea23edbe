# repeated training rows are fitted once ("fits ... on X_train")
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
    _, first = np.unique(X_train, axis=0, return_index=True)
    mixture.fit(X_train[np.sort(first)])
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
