# with more than 1,000 scores np.percentile may overwrite its input, which reorders the caller's array (inputs are never modified in place)
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, percentile, overwrite_input=train_log_probs.size > 1000))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
