# detect_anomalies: fits the mixture to the training and test points stacked together, so the test points influence the model (the threshold still comes from the training scores).
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
    """Fit a mixture, score all points, flag the test points with a low score."""
    n_train = len(X_train)
    X = np.vstack([X_train, X_test])

    gmm = GaussianMixture(
        n_components=n_components, covariance_type="full", random_state=random_state
    )
    scores = gmm.fit(X).score_samples(X)

    train_scores, test_scores = scores[:n_train], scores[n_train:]
    threshold = float(np.percentile(train_scores, percentile))
    return test_scores < threshold, threshold
