# anomaly_threshold: the interpolated position is percentile/100*n instead of percentile/100*(n-1).
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    """Score below which a point counts as an anomaly."""
    scores = np.sort(train_log_probs)
    n = len(scores)
    position = min(percentile / 100 * n, n - 1)
    low = int(np.floor(position))
    high = min(low + 1, n - 1)
    return float(scores[low] + (position - low) * (scores[high] - scores[low]))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    """Flag the anomalies among points."""
    return log_probs < threshold
