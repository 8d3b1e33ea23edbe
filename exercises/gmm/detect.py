"""# Anomaly detection, end to end.

The whole recipe: assume that usual data come from a mixture of Gaussians, fit it by maximum
likelihood, score points by their log-density, and flag those that score lower than nearly all
training points. Write

- `detect_anomalies(X_train, X_test, n_components=2, percentile=5.0, random_state=42)`: the pair
  `(mask, threshold)`.

The model is `GaussianMixture(n_components, covariance_type="full", random_state=random_state)` of
scikit-learn, everything else default, on the features as they are (no scaling). It is fitted to
`X_train` alone. The threshold is the given percentile (linear interpolation, from 0 to 100) of
the training points' log-densities. The mask has shape `(n_test,)` and a boolean dtype: true if a
test point's log-density is strictly below the threshold.

`X_train` is `(n_train, d)` and `X_test` `(n_test, d)`, float64, not modified; a single test row
is allowed. The result for a test point does not depend on the other test points, and the same
`random_state` gives the same result.

Use `GaussianMixture` and its `score_samples` here.
"""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture

from grader import blank


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
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
    mixture = blank("the model of usual points")
    blank("learn it: from which points?")
    threshold = blank("which score separates?")
    mask = blank("which points are unusual?")
    return mask, threshold
