# anomaly_threshold: sorts the caller's array of training scores in place
"""Percentile threshold by hand."""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    scores = np.asarray(train_log_probs)
    scores.sort()
    position = (len(scores) - 1) * percentile / 100.0
    low = int(np.floor(position))
    high = min(low + 1, len(scores) - 1)
    fraction = position - low
    return float(scores[low] + fraction * (scores[high] - scores[low]))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return np.less(log_probs, threshold)
