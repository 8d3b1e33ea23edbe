# takes the percentile from the top, 100 - percentile. Clause: "`anomaly_threshold`: that percentile of the training scores"; low scores are anomalies. Shown by scores=[0.,1.,2.,3.,4.], percentile=25: 3 instead of 1
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, 100 - percentile))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
