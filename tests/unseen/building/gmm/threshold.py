"""Wrong answers to gmm/threshold."""

import math

import numpy as np

from tests.unseen import unseen


@unseen("anomaly_threshold", "the percentile from above: 100 - percentile")
def from_above(train_log_probs, percentile=5.0):
    return float(np.percentile(train_log_probs, 100 - percentile))


@unseen("anomaly_threshold", "a percentage is passed to np.quantile")
def quantile_percent(train_log_probs, percentile=5.0):
    return float(np.quantile(train_log_probs, percentile))


@unseen("anomaly_threshold", "divided by 100 before np.percentile")
def fraction_to_percentile(train_log_probs, percentile=5.0):
    return float(np.percentile(train_log_probs, percentile / 100))


@unseen("anomaly_threshold", "an element of the sorted scores: no interpolation")
def sorted_index(train_log_probs, percentile=5.0):
    scores = np.sort(train_log_probs)
    k = int(len(scores) * percentile / 100)
    return float(scores[min(k, len(scores) - 1)])


@unseen("anomaly_threshold", "the lower neighbor in place of the interpolated score")
def lower_method(train_log_probs, percentile=5.0):
    return float(np.percentile(train_log_probs, percentile, method="lower"))


@unseen("anomaly_threshold", "position n*q in place of (n-1)*q")
def off_by_one(train_log_probs, percentile=5.0):
    s = np.sort(train_log_probs)
    pos = min(len(s) * percentile / 100, len(s) - 1)
    lo = math.floor(pos)
    hi = min(lo + 1, len(s) - 1)
    return float(s[lo] + (pos - lo) * (s[hi] - s[lo]))


@unseen("anomaly_threshold", "mean minus two standard deviations")
def two_sigma(train_log_probs, percentile=5.0):
    return float(train_log_probs.mean() - 2 * train_log_probs.std())


@unseen("anomaly_threshold", "percentile of the densities, logged again: -inf where they underflow")
def through_densities(train_log_probs, percentile=5.0):
    return float(np.log(np.percentile(np.exp(train_log_probs), percentile)))


@unseen("anomaly_threshold", "the percentile is not used: always 5")
def always_five(train_log_probs, percentile=5.0):
    return float(np.percentile(train_log_probs, 5))


@unseen("anomaly_threshold", "the default is 1, not 5")
def default_one(train_log_probs, percentile=1.0):
    return float(np.percentile(train_log_probs, percentile))


@unseen("anomaly_threshold", "the scores are sorted in place")
def sorts_in_place(train_log_probs, percentile=5.0):
    train_log_probs.sort()
    pos = (len(train_log_probs) - 1) * percentile / 100
    lo, hi = math.floor(pos), math.ceil(pos)
    return float(train_log_probs[lo] * (1 - (pos - lo)) + train_log_probs[hi] * (pos - lo))


@unseen("anomaly_threshold", "not sorted: a position in the order of the data")
def unsorted_position(train_log_probs, percentile=5.0):
    positions = np.arange(len(train_log_probs))
    where = (len(train_log_probs) - 1) * percentile / 100
    return float(np.interp(where, positions, train_log_probs))


@unseen("anomaly_threshold", "duplicates are removed first")
def unique_scores(train_log_probs, percentile=5.0):
    return float(np.percentile(np.unique(train_log_probs), percentile))


@unseen("anomaly_threshold", "the normal quantile in place of the empirical one")
def normal_quantile(train_log_probs, percentile=5.0):
    from scipy.special import ndtri

    q = min(max(percentile / 100, 1e-9), 1 - 1e-9)
    return float(train_log_probs.mean() + ndtri(q) * train_log_probs.std())


@unseen("flag_anomalies", "above the threshold")
def above(log_probs, threshold):
    return log_probs > threshold


@unseen("flag_anomalies", "ties are flagged too")
def less_or_equal(log_probs, threshold):
    return log_probs <= threshold


@unseen("flag_anomalies", "the indices of the anomalies")
def indices(log_probs, threshold):
    return np.where(log_probs < threshold)[0]


@unseen("flag_anomalies", "integers 0 and 1")
def as_integers(log_probs, threshold):
    return (log_probs < threshold).astype(int)


@unseen("flag_anomalies", "densities are compared: all 0 where they underflow")
def compare_densities(log_probs, threshold):
    return np.exp(log_probs) < np.exp(threshold)


@unseen("flag_anomalies", "a tolerance makes scores just below the threshold usual")
def with_tolerance(log_probs, threshold):
    return log_probs < threshold - 1e-6


@unseen("flag_anomalies", "a Python list of Python bools")
def list_of_bools(log_probs, threshold):
    return [bool(s < threshold) for s in log_probs]


@unseen("flag_anomalies", "the percentile of the scores to judge, not the threshold given")
def own_percentile(log_probs, threshold):
    cut = np.percentile(log_probs, 5)
    return log_probs < cut


@unseen("flag_anomalies", "the absolute scores are compared")
def absolute(log_probs, threshold):
    return np.abs(log_probs) > np.abs(threshold)


@unseen("anomaly_threshold", "interpolates from the wrong neighbor")
def interpolation_turned(train_log_probs, percentile=5.0):
    ordered = np.sort(np.asarray(train_log_probs))
    position = (len(ordered) - 1) * (percentile / 100.0)
    below = int(np.floor(position))
    above = int(np.ceil(position))
    share = position - below
    return float(ordered[below] * share + ordered[above] * (1 - share))


@unseen("anomaly_threshold", "the percentile of the negative scores only")
def negative_only(train_log_probs, percentile=5.0):
    negative = train_log_probs[train_log_probs < 0]
    if len(negative) == 0:
        return 0.0
    return float(np.percentile(negative, percentile))


@unseen("flag_anomalies", "the mask is written over the scores")
def overwrites(log_probs, threshold):
    mask = log_probs < threshold
    log_probs[mask] = -np.inf
    return mask
