# anomaly_threshold: takes the sorted score at index int(n*percentile/100) without interpolating between neighbors
"""Threshold of an anomaly detector."""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    ordered = np.sort(train_log_probs)
    index = min(int(len(ordered) * percentile / 100), len(ordered) - 1)
    return float(ordered[index])


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
