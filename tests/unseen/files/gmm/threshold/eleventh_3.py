# sorts the caller's array in place. Clause: "Scores ... are not modified". Shown by train_log_probs=[3.,1.,2.]: the array is [1.,2.,3.] afterwards
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    train_log_probs.sort()
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
