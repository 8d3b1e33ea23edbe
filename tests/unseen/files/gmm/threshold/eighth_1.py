# anomaly_threshold: sorts the caller's array of training scores in place, so the input is modified.
import math

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    """Linearly interpolated percentile of the training scores."""
    scores = np.asarray(train_log_probs)
    scores.sort()

    position = percentile / 100 * (scores.size - 1)
    low = math.floor(position)
    high = min(low + 1, scores.size - 1)
    fraction = position - low
    return float(scores[low] + fraction * (scores[high] - scores[low]))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    """True for scores below the threshold."""
    return np.asarray(log_probs) < threshold
