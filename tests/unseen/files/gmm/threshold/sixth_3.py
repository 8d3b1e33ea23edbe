# anomaly_threshold: sorts the training scores in place, so the caller's array is modified.
"""Anomaly threshold."""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    scores = np.asarray(train_log_probs)
    scores.sort()
    position = percentile / 100 * (scores.size - 1)
    return float(np.interp(position, np.arange(scores.size), scores))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return np.asarray(log_probs) < threshold
