"""Find unusual wines: fit a mixture to ordinary ones, and flag what it finds unlikely."""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture

Points = NDArray[np.float64]
COVARIANCE = "full"


def fitted(X: Points, n_components: int, random_state: int) -> GaussianMixture:
    """A mixture that has learned the distribution of some points."""
    mixture = GaussianMixture(
        n_components=n_components, covariance_type=COVARIANCE, random_state=random_state
    )
    mixture.fit(X)
    return mixture


def detect_anomalies(
    X_train: Points,
    X_test: Points,
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    """Flag the test points that a mixture fitted on the training points finds unusual.

    Args:
        X_train: points taken as usual, shape (n_train, d).
        X_test: points to judge, shape (n_test, d).
        n_components: number of components of the mixture.
        percentile: of the training scores, from 0 to 100; the false-alarm rate to expect.
        random_state: seed of the mixture's initialization.

    Returns:
        A boolean mask of shape (n_test,), true for anomalies, and the threshold.
    """
    mixture = fitted(X_train, n_components, random_state)
    usual = mixture.score_samples(X_train)
    threshold = float(np.percentile(usual, percentile))
    scores = mixture.score_samples(X_test)
    mask = scores < threshold
    return mask, threshold


def evaluate(mask: NDArray[np.bool_], spoiled: NDArray[np.bool_]) -> str:
    """Precision and recall against what a taster found."""
    hits = int((mask & spoiled).sum())
    precision = hits / max(int(mask.sum()), 1)
    recall = hits / max(int(spoiled.sum()), 1)
    return f"precision {precision:.0%}, recall {recall:.0%}"


def sweep(X_train: Points, X_test: Points, spoiled: NDArray[np.bool_]) -> None:
    """Print how good the alarm is at several rates of false alarms."""
    for percentile in (1.0, 5.0, 10.0):
        mask, threshold = detect_anomalies(X_train, X_test, percentile=percentile)
        print(percentile, f"{threshold:.2f}", evaluate(mask, spoiled))
