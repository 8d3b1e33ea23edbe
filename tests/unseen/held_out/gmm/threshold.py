"""Wrong answers to gmm/threshold."""

import statistics

import numpy as np

from tests.unseen import unseen


@unseen("anomaly_threshold", "expects a fraction: percentile times 100, capped")
def times_hundred(train_log_probs, percentile=5.0):
    return float(np.percentile(train_log_probs, min(percentile * 100, 100)))


@unseen("anomaly_threshold", "the mean score")
def mean_score(train_log_probs, percentile=5.0):
    return float(np.mean(train_log_probs))


@unseen("anomaly_threshold", "the median of the lowest percent of the scores")
def median_of_tail(train_log_probs, percentile=5.0):
    n = max(1, round(len(train_log_probs) * percentile / 100))
    return float(np.median(np.sort(train_log_probs)[:n]))


@unseen("anomaly_threshold", "np.partition at ceil(n*q): no interpolation")
def partition(train_log_probs, percentile=5.0):
    n = train_log_probs.size
    k = min(n - 1, int(np.ceil(n * percentile / 100.0)))
    return float(np.partition(train_log_probs, k)[k])


@unseen("anomaly_threshold", "nearest neighbor in place of linear interpolation")
def nearest(train_log_probs, percentile=5.0):
    return float(np.percentile(train_log_probs, percentile, method="nearest"))


@unseen("anomaly_threshold", "the midpoint of the neighbors")
def midpoint(train_log_probs, percentile=5.0):
    return float(np.quantile(train_log_probs, percentile / 100, method="midpoint"))


@unseen("anomaly_threshold", "another rule: position (n+1)*q - 1 (Weibull)")
def weibull(train_log_probs, percentile=5.0):
    return float(np.percentile(train_log_probs, percentile, method="weibull"))


@unseen("anomaly_threshold", "sorted from the greatest: the percentile from above")
def descending(train_log_probs, percentile=5.0):
    s = np.sort(train_log_probs)[::-1]
    at = (len(s) - 1) * percentile / 100
    return float(np.interp(at, range(len(s)), s))


@unseen("anomaly_threshold", "the sign of the scores is turned")
def negative_scores(train_log_probs, percentile=5.0):
    nll = -train_log_probs
    return float(np.percentile(nll, 100 - percentile))


@unseen("anomaly_threshold", "an array of shape (1,)")
def array_result(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs, [percentile])


@unseen("anomaly_threshold", "rounded to two decimals")
def rounded(train_log_probs, percentile=5.0):
    return round(float(np.percentile(train_log_probs, percentile)), 2)


@unseen(
    "anomaly_threshold", "statistics.quantiles: another rule, whole percents, fails for one score"
)
def standard_library(train_log_probs, percentile=5.0):
    cuts = statistics.quantiles(train_log_probs.tolist(), n=100)
    return cuts[int(percentile) - 1]


@unseen("anomaly_threshold", "a histogram's bin edge")
def histogram(train_log_probs, percentile=5.0):
    counts, edges = np.histogram(train_log_probs, bins=100)
    cdf = np.cumsum(counts) / counts.sum()
    i = np.searchsorted(cdf, percentile / 100)
    return float(edges[min(i, 100)])


@unseen("anomaly_threshold", "percentile of the range, not of the scores")
def share_of_range(train_log_probs, percentile=5.0):
    lo, hi = train_log_probs.min(), train_log_probs.max()
    return float(lo + (hi - lo) * percentile / 100)


@unseen("anomaly_threshold", "raises for the ends 0 and 100")
def validated(train_log_probs, percentile=5.0):
    if percentile <= 0 or percentile >= 100:
        raise ValueError("percentile must lie between 0 and 100")
    return float(np.percentile(train_log_probs, percentile))


@unseen("flag_anomalies", "the usual ones are true")
def usual_mask(log_probs, threshold):
    is_usual = log_probs >= threshold
    return is_usual


@unseen("flag_anomalies", "the scores of the anomalies")
def flagged_scores(log_probs, threshold):
    return log_probs[log_probs < threshold]


@unseen("flag_anomalies", "-1 and 1, as scikit-learn's outlier detectors")
def plus_minus_one(log_probs, threshold):
    return np.where(log_probs < threshold, -1, 1)


@unseen("flag_anomalies", "whether any point is an anomaly")
def any_anomaly(log_probs, threshold):
    return np.any(log_probs < threshold)


@unseen("flag_anomalies", "ties count: np.isclose is added")
def close_counts(log_probs, threshold):
    return (log_probs < threshold) | np.isclose(log_probs, threshold)


@unseen("flag_anomalies", "the threshold's sign is turned")
def negative_threshold(log_probs, threshold):
    return log_probs < -threshold


@unseen("flag_anomalies", "the strings of labels")
def label_strings(log_probs, threshold):
    return np.array(["anomaly" if s < threshold else "normal" for s in log_probs])


@unseen("flag_anomalies", "float zeros and ones, made in a loop")
def loop_of_floats(log_probs, threshold):
    flags = np.zeros(len(log_probs))
    for i in range(len(log_probs)):
        if log_probs[i] < threshold:
            flags[i] = 1
    return flags


@unseen("flag_anomalies", "one point after another: 'if' on an array raises for more than one")
def if_on_array(log_probs, threshold):
    if log_probs < threshold:
        return np.ones_like(log_probs, dtype=bool)
    return np.zeros_like(log_probs, dtype=bool)


@unseen("flag_anomalies", "shape (n, 1)")
def column_mask(log_probs, threshold):
    return (log_probs < threshold).reshape(-1, 1)


@unseen("anomaly_threshold", "scores beyond 2 standard deviations are removed first")
def without_outliers(train_log_probs, percentile=5.0):
    mean, std = np.mean(train_log_probs), np.std(train_log_probs)
    inliers = train_log_probs[np.abs(train_log_probs - mean) <= 2 * std]
    return float(np.percentile(inliers, percentile))


@unseen("flag_anomalies", "standardized scores are compared")
def z_scores(log_probs, threshold):
    z = (log_probs - log_probs.mean()) / (log_probs.std() + 1e-12)
    return z < threshold
