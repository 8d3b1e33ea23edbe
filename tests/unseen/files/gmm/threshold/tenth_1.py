# a percentile strictly between 0 and 1 is taken as a fraction, so 0.5 is the median ("that percentile, as np.percentile"; not a fraction)
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    if 0 < percentile < 1:
        percentile *= 100
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
