# anomaly_threshold: sorts the training scores in place, so the array of the caller is modified.
"""A threshold from the training scores."""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    """Score below which a point counts as an anomaly.

    Args:
        train_log_probs: log-densities of the training points, shape (n,).
        percentile: from 0 to 100.

    Returns:
        The threshold, a log-density.
    """
    train_log_probs.sort()
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    """Flag the anomalies among points.

    Args:
        log_probs: log-densities of the points, shape (n,).
        threshold: a log-density.

    Returns:
        A boolean mask of the shape of `log_probs`, true for anomalies.
    """
    return np.asarray(log_probs < threshold, dtype=bool)
