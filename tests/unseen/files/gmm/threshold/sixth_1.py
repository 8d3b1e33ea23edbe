# anomaly_threshold: interpolates at rank (n+1)*p/100 - 1 (the Weibull rule, as in Excel's PERCENTILE.EXC) instead of (n-1)*p/100.
"""A threshold from the training scores."""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    s = np.sort(train_log_probs)
    n = len(s)
    rank = min(max((n + 1) * percentile / 100 - 1, 0.0), n - 1.0)
    low = int(np.floor(rank))
    high = min(low + 1, n - 1)
    return float(s[low] + (rank - low) * (s[high] - s[low]))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
