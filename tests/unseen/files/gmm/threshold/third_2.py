# anomaly_threshold: the training scores are sorted in place.
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    s = train_log_probs
    s.sort()
    pos = (s.size - 1) * percentile / 100.0
    i = int(pos)
    j = min(i + 1, s.size - 1)
    f = pos - i
    return float((1 - f) * s[i] + f * s[j])


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return np.less(log_probs, threshold)
