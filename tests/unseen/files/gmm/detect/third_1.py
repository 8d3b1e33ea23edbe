# detect_anomalies: the features are standardised first, so scores and threshold are those of scaled data.
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
    """Flag the test points that a mixture fitted on the training points finds unusual."""
    # statistics of the training points only
    center = X_train.mean(axis=0)
    spread = X_train.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    train, test = (X_train - center) / spread, (X_test - center) / spread

    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(train)
    threshold = float(np.percentile(mixture.score_samples(train), percentile))
    mask = mixture.score_samples(test) < threshold
    return mask, threshold
