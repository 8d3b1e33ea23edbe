# anomaly_threshold: interpolates at position n*q and not (n-1)*q of the sorted scores, which is another convention than NumPy's default.
import math

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    ordered = np.sort(train_log_probs)
    n = ordered.size
    position = n * percentile / 100.0
    low = min(math.floor(position), n - 1)
    high = min(low + 1, n - 1)
    share = position - math.floor(position)
    return float((1.0 - share) * ordered[low] + share * ordered[high])


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    mask = np.zeros(log_probs.shape, dtype=bool)
    mask[log_probs < threshold] = True
    return mask
