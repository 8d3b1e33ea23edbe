# flag_anomalies: takes scores that are close to the threshold for ties; wrong at a score of -100.0005 with threshold -100
import numpy as np


def anomaly_threshold(train_log_probs, percentile=5.0):
    return float(np.percentile(train_log_probs, percentile))


def flag_anomalies(log_probs, threshold):
    return (log_probs < threshold) & ~np.isclose(log_probs, threshold)
