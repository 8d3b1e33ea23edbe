# anomaly_threshold: takes a percentile of at most 1 for a fraction; wrong at percentile = 0.5
import numpy as np


def anomaly_threshold(train_log_probs, percentile=5.0):
    q = percentile / 100 if percentile > 1 else percentile
    return float(np.quantile(train_log_probs, q))


def flag_anomalies(log_probs, threshold):
    return log_probs < threshold
