# the Hazen plotting position instead of NumPy's default linear one. Clause: "that percentile (linear interpolation, as `np.percentile`)". Shown by scores=[0.,1.,2.,3.], percentile=25: 0.5 instead of 0.75
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, percentile, method="hazen"))


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
