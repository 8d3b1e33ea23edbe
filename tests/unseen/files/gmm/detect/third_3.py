# detect_anomalies: the mixture is fitted to 80 % of the training points and the threshold taken from the other 20 %.
import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    """Flag the test points that a mixture fitted on the training points finds unusual.

    Scores of points that the model was fitted to are optimistic, so the threshold is calibrated
    on points that it has not seen.
    """
    X_fit, X_cal = train_test_split(X_train, test_size=0.2, random_state=random_state)
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(X_fit)
    threshold = float(np.percentile(mixture.score_samples(X_cal), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
