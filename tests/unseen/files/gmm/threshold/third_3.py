# flag_anomalies: densities are compared instead of log-densities, and both may underflow to 0.
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    """Score below which a point counts as an anomaly."""
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    """Flag the points whose density is lower than that at the threshold."""
    density = np.exp(log_probs)
    cutoff = np.exp(threshold)
    return density < cutoff
