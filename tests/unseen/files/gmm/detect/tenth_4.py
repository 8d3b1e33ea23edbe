# reg_covar is 1e-7 instead of the default 1e-6, visible only where the features' deviations are small (1e-2 and less) ("all else default and no scaling")
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
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state, reg_covar=1e-7)
    mixture.fit(X_train)
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
