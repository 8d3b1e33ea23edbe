# flag_anomalies: treats scores within np.isclose of the threshold as ties, so scores strictly but slightly below it (1 part in 100,000) are not flagged.
"""Which scores are unusual?"""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    below = np.less(log_probs, threshold)
    tie = np.isclose(log_probs, threshold)
    return below & ~tie
