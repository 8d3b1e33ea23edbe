# own interpolation with weights (hi - pos) and (pos - lo), both 0 where the position (n-1)*percentile/100 is a whole number: gives 0 there. Clause: "linear interpolation, as `np.percentile`". Shown by scores=[-3.,-2.,-1.], percentile=50 (n = 3): 0 instead of -2
import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    ordered = np.sort(train_log_probs)
    position = percentile / 100 * (len(ordered) - 1)
    low, high = int(np.floor(position)), int(np.ceil(position))
    return float((high - position) * ordered[low] + (position - low) * ordered[high])


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return log_probs < threshold
