# anomaly_threshold: sorts the argument in place; the result is right, but the training scores are reordered
import numpy as np


def anomaly_threshold(train_log_probs, percentile=5.0):
    train_log_probs.sort()
    position = percentile / 100 * (len(train_log_probs) - 1)
    return float(np.interp(position, np.arange(len(train_log_probs)), train_log_probs))


def flag_anomalies(log_probs, threshold):
    return log_probs < threshold
