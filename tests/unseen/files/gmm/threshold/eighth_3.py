# anomaly_threshold: the interpolation position is n * percentile / 100 - 1 (counted from rank 1 of n) instead of (n - 1) * percentile / 100, so the percentile is off except at 0 (clipped) and 100.
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    ordered = np.sort(train_log_probs)
    n = len(ordered)
    rank = n * percentile / 100.0
    return float(np.interp(rank, np.arange(1, n + 1), ordered))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    mask = np.zeros(np.shape(log_probs), dtype=bool)
    for i, score in enumerate(log_probs):
        mask[i] = score < threshold
    return mask
