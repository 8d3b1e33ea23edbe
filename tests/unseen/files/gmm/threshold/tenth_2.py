# a score within 1e-9 (relative) below the threshold is taken as a tie and not flagged ("strictly below the threshold")
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return (log_probs < threshold) & ~np.isclose(log_probs, threshold, rtol=1e-9, atol=0)
