# a percentile below 1 is taken for a fraction and multiplied by 100. Clause: "`percentile` is a number from 0 to 100, not a fraction". Shown by scores=arange(101.), percentile=0.5: 50 instead of 0.5
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    if percentile < 1:
        percentile *= 100
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
