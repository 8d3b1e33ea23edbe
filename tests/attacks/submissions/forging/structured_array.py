"""Returns an array of records, of texts and of dates.

fail:

gmm/threshold
"""

import numpy as np


def anomaly_threshold(train_log_probs, percentile=5.0):
    return np.array("2020-01-01", dtype="datetime64[D]")


def flag_anomalies(log_probs, threshold):
    return np.zeros(len(log_probs), dtype=[("flag", "?"), ("why", "U10")])
