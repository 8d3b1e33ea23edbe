# flag_anomalies: compares densities, exp(score) < exp(threshold), which underflow to 0 (or overflow) for extreme scores, so anomalies are missed.
"""Threshold and flags."""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    """Percentile of the training scores."""
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    """True where a point is less probable than the threshold."""
    density = np.exp(log_probs)
    return np.less(density, np.exp(threshold))
