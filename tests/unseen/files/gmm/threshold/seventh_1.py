# anomaly_threshold: a percentile of at most 1 is taken for a fraction and multiplied by 100, so 0.5 means the median and 1 the maximum.
import numpy as np


def anomaly_threshold(train_log_probs, percentile=5.0):
    q = float(percentile)
    if 0.0 < q <= 1.0:
        q *= 100.0
    if not 0.0 <= q <= 100.0:
        raise ValueError("percentile must be between 0 and 100")
    return float(np.percentile(train_log_probs, q))


def flag_anomalies(log_probs, threshold):
    return np.asarray(log_probs) < threshold
