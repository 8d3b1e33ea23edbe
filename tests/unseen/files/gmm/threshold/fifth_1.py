# anomaly_threshold: interpolates at the position n*q/100 and not (n-1)*q/100, so the threshold is too high.
"""Threshold from the training scores."""

import math

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    """Score below which a point counts as an anomaly."""
    ordered = np.sort(train_log_probs)
    n = len(ordered)
    position = min(percentile / 100 * n, n - 1)
    low = math.floor(position)
    high = min(low + 1, n - 1)
    share = position - low
    return float((1 - share) * ordered[low] + share * ordered[high])


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    """Flag the anomalies among points."""
    return log_probs < threshold
