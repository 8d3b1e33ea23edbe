# compares densities, exp(score) < exp(threshold): both underflow to 0 far away. Clause: "Scores are compared as they are: they may be so low that their densities are 0"; "strictly below the threshold". Shown by log_probs=[-1000.], threshold=-800.: False instead of True
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return np.exp(log_probs) < np.exp(threshold)
