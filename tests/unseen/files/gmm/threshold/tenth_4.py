# the percentile is rounded to one decimal, so 0.025 is 0 and 2.25 is 2.2 ("that percentile (linear interpolation)")
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    percentile = round(percentile, 1)
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
