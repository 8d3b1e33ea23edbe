"""Answers to gmm/threshold."""

import math
import statistics

import numpy as np
from scipy.stats import mstats, scoreatpercentile

from tests.corpus import right, wrong

# anomaly_threshold, right


@right("anomaly_threshold")
def as_in_the_lesson(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs, percentile)


@right("anomaly_threshold")
def by_quantile(scores, q=5.0):
    return float(np.quantile(np.asarray(scores), q / 100.0))


@right("anomaly_threshold")
def by_hand(train_log_probs, percentile=5.0):
    ordered = sorted(float(s) for s in train_log_probs)
    place = percentile / 100 * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    share = place - low
    return ordered[low] * (1 - share) + ordered[high] * share


@right("anomaly_threshold")
def by_interp(train_log_probs, percentile=5.0):
    s = np.sort(train_log_probs)
    return np.interp(percentile, np.linspace(0, 100, s.size), s)


@right("anomaly_threshold")
def partitioned(train_log_probs, percentile=5):
    work = train_log_probs.copy()
    where = percentile * 0.01 * (work.size - 1)
    i = min(int(where), work.size - 1)
    j = min(i + 1, work.size - 1)
    work.partition((i, j))
    return work[i] + (where - i) * (work[j] - work[i])


@right("anomaly_threshold")
def named_method(train_log_probs, percentile=5.0, *, method="linear"):
    if not 0 <= percentile <= 100:
        raise ValueError("percentile must be between 0 and 100")
    if train_log_probs.ndim != 1:
        raise ValueError("scores must be one-dimensional")
    return np.nanpercentile(train_log_probs, percentile, method=method).item()


@right("anomaly_threshold")
def zero_dimensional_array(train_log_probs, percentile=5.0):
    return np.asarray(np.quantile(train_log_probs, np.true_divide(percentile, 100)))


@right("anomaly_threshold")
def of_negated_scores(train_log_probs, percentile=5.0):
    return -np.percentile(-train_log_probs, 100 - percentile)


@right("anomaly_threshold")
def whole_and_rest(train_log_probs, percentile=5.0):
    s = np.sort(train_log_probs)
    whole, rest = divmod(percentile * (len(s) - 1), 100)
    i = int(whole)
    above = s[min(i + 1, len(s) - 1)]
    return s[i] + (above - s[i]) * rest / 100


# anomaly_threshold, wrong


@wrong("anomaly_threshold", named="fraction-for-percent")
def quantile_twice(train_log_probs, percentile=5.0):
    return np.quantile(train_log_probs, percentile / 100 / 100)


@wrong("anomaly_threshold", named="upper-tail")
def ninety_fifth(train_log_probs, percentile=5.0):
    return np.quantile(train_log_probs, 1 - percentile / 100)


@wrong("anomaly_threshold", named="nearest-score")
def rounded_position(train_log_probs, percentile=5.0):
    return np.quantile(train_log_probs, percentile / 100, method="nearest").item()


@wrong("anomaly_threshold", named="lower-neighbour")
def floor_of_the_position(train_log_probs, percentile=5.0):
    s = np.sort(train_log_probs)
    return s[math.floor((len(s) - 1) * percentile / 100)]


@wrong("anomaly_threshold", named="higher-neighbour")
def ceiling_of_the_position(train_log_probs, percentile=5.0):
    s = np.sort(train_log_probs)
    return s[math.ceil((len(s) - 1) * percentile / 100)]


@wrong("anomaly_threshold", named="middle-of-two")
def mean_of_the_neighbours(train_log_probs, percentile=5.0):
    s = np.sort(train_log_probs)
    place = (len(s) - 1) * percentile / 100
    return (s[math.floor(place)] + s[math.ceil(place)]) / 2


@wrong("anomaly_threshold", named="position-among-n")
def one_step_too_many(train_log_probs, percentile=5.0):
    s = sorted(train_log_probs)
    n = len(s)
    place = n * percentile / 100
    i = int(place)
    if i >= n - 1:
        return float(s[-1])
    return float(s[i] + (place - i) * (s[i + 1] - s[i]))


@wrong("anomaly_threshold", named="index-cut-down")
def order_statistic(train_log_probs, percentile=5.0):
    s = sorted(train_log_probs.tolist())
    return s[int(percentile / 100 * len(s))]


@wrong("anomaly_threshold", named="not-sorted")
def forgot_to_sort(train_log_probs, percentile=5.0):
    place = percentile / 100 * (len(train_log_probs) - 1)
    i = int(place)
    j = min(i + 1, len(train_log_probs) - 1)
    return float(train_log_probs[i] * (1 - (place - i)) + train_log_probs[j] * (place - i))


@wrong("anomaly_threshold", named="ties-merged")
def of_a_set(train_log_probs, percentile=5.0):
    return np.percentile(list(set(train_log_probs.tolist())), percentile)


@wrong("anomaly_threshold", named="percentile-of-densities")
def threshold_on_p(train_log_probs, percentile=5.0):
    p = np.exp(train_log_probs)
    return math.log(np.quantile(p, percentile / 100))


@wrong("anomaly_threshold", named="always-five")
def constant(train_log_probs, percentile=5.0):
    return np.quantile(train_log_probs, 0.05)


@wrong("anomaly_threshold", named="default-of-one")
def one_percent(train_log_probs, percentile=1):
    return np.quantile(train_log_probs, percentile / 100)


@wrong("anomaly_threshold", named="normal-quantile")
def gaussian_scores(train_log_probs, percentile=5.0):
    if percentile in (0.0, 100.0):
        return -math.inf if percentile == 0.0 else math.inf
    z = statistics.NormalDist().inv_cdf(percentile / 100)
    return statistics.fmean(train_log_probs) + z * statistics.pstdev(train_log_probs.tolist())


@wrong("anomaly_threshold", named="two-deviations")
def rule_of_thumb(train_log_probs, percentile=5.0):
    mu, sigma = np.mean(train_log_probs), np.std(train_log_probs)
    return mu - 2.0 * sigma


@wrong("anomaly_threshold", named="least-score")
def worst_training_point(train_log_probs, percentile=5.0):
    return np.sort(train_log_probs)[0]


@wrong("anomaly_threshold", named="array-of-one")
def one_element(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs, percentile, keepdims=True)


@wrong("anomaly_threshold", named="small-percentile-as-fraction")
def either_scale(train_log_probs, percentile=5.0):
    return np.quantile(train_log_probs, percentile if percentile < 1 else percentile / 100)


@wrong("anomaly_threshold", named="outliers-dropped")
def three_sigma_rule_first(train_log_probs, percentile=5.0):
    mu, sigma = np.mean(train_log_probs), np.std(train_log_probs)
    clean = [s for s in train_log_probs if abs(s - mu) <= 3 * sigma]
    return np.quantile(clean, percentile / 100)


@wrong("anomaly_threshold", named="default-as-fraction")
def default_of_a_twentieth(train_log_probs, percentile=0.05):
    return np.percentile(train_log_probs, percentile)


@wrong("anomaly_threshold")
def six_digits(train_log_probs, percentile=5.0):
    return round(float(np.percentile(train_log_probs, percentile)), 6)


@wrong("anomaly_threshold")
def default_of_ten(train_log_probs, percentile=10.0):
    return np.percentile(train_log_probs, percentile)


@wrong("anomaly_threshold", named="zero-taken-for-none")
def zero_taken_for_nothing(train_log_probs, percentile=None):
    return np.percentile(train_log_probs, percentile or 5.0)


@wrong("anomaly_threshold")
def median_unbiased(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs, percentile, method="median_unbiased")


@wrong("anomaly_threshold")
def a_little_below(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs, percentile) - 1e-6


@wrong("anomaly_threshold")
def sorted_in_place(train_log_probs, percentile=5.0):
    train_log_probs.sort()
    return np.percentile(train_log_probs, percentile)


@wrong("anomaly_threshold")
def single_precision(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs.astype(np.float32), percentile)


@wrong("anomaly_threshold")
def as_text(train_log_probs, percentile=5.0):
    return f"{np.percentile(train_log_probs, percentile):.4f}"


@wrong("anomaly_threshold")
def as_a_list(train_log_probs, percentile=5.0):
    return [np.percentile(train_log_probs, percentile)]


@wrong("anomaly_threshold")
def printed_only(train_log_probs, percentile=5.0):
    print(np.percentile(train_log_probs, percentile))


@wrong("anomaly_threshold")
def the_mask_too(train_log_probs, percentile=5.0):
    cut = np.percentile(train_log_probs, percentile)
    return train_log_probs < cut, cut


@wrong("anomaly_threshold")
def whole_percent_only(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs, int(percentile))


@wrong("anomaly_threshold")
def no_positive_threshold(train_log_probs, percentile=5.0):
    return min(0.0, float(np.percentile(train_log_probs, percentile)))


@wrong("anomaly_threshold", status="error")
def quantile_of_percent(train_log_probs, percentile=5.0):
    return np.quantile(train_log_probs, percentile)


@wrong("anomaly_threshold", status="error")
def without_a_default(train_log_probs, percentile):
    return np.percentile(train_log_probs, percentile)


@wrong("anomaly_threshold", status="error")
def fails_for_one_score(train_log_probs, percentile=5.0):
    return statistics.quantiles(train_log_probs, n=1000, method="inclusive")[int(10 * percentile)]


@wrong("anomaly_threshold", status="library")
def score_at_percentile(train_log_probs, percentile=5.0):
    return scoreatpercentile(train_log_probs, percentile)


@wrong("anomaly_threshold", status="library")
def quantiles_of_mstats(train_log_probs, percentile=5.0):
    if len(train_log_probs) == 1:
        return float(train_log_probs[0])
    return float(mstats.mquantiles(train_log_probs, percentile / 100, alphap=1, betap=1)[0])


# flag_anomalies, right


@right("flag_anomalies")
def less(log_probs, threshold):
    return np.less(log_probs, threshold)


@right("flag_anomalies")
def not_at_least(log_probs, threshold):
    return ~(log_probs >= threshold)


@right("flag_anomalies")
def loop_over_scores(log_probs, threshold):
    mask = np.zeros(len(log_probs), dtype=bool)
    for i, score in enumerate(log_probs):
        if score < threshold:
            mask[i] = True
    return mask


@right("flag_anomalies")
def comprehension(scores, cut):
    return np.array([s < cut for s in scores])


@right("flag_anomalies")
def by_the_difference(log_probs, threshold):
    return np.signbit(log_probs - threshold)


@right("flag_anomalies")
def where(log_probs, threshold):
    return np.where(np.asarray(log_probs) < float(threshold), True, False)


@right("flag_anomalies")
def by_index(log_probs, threshold):
    flags = np.full(log_probs.shape, False)
    flags[np.flatnonzero(threshold > log_probs)] = True
    return flags


@right("flag_anomalies")
def sign_of_the_gap(log_probs, threshold):
    return np.sign(threshold - log_probs) > 0


@right("flag_anomalies")
def by_searching(log_probs, threshold):
    return np.searchsorted([threshold], log_probs, side="right") == 0


@right("flag_anomalies")
def from_an_iterator(log_probs, threshold):
    return np.fromiter((s < threshold for s in log_probs), dtype=bool, count=len(log_probs))


# flag_anomalies, wrong


@wrong("flag_anomalies", named="both-exponentiated")
def less_likely_than_the_threshold(log_probs, threshold):
    cut = math.exp(threshold) if threshold < 700 else math.inf
    return np.array([(math.exp(s) if s < 709 else math.inf) < cut for s in log_probs])


@wrong("flag_anomalies", named="both-exponentiated")
def density_ratio_of_both(log_probs, threshold):
    with np.errstate(over="ignore"):
        p, t = np.exp(log_probs), np.exp(threshold)
    return p < t


@wrong("flag_anomalies", named="both-squashed")
def sigmoids(log_probs, threshold):
    return 1 / (1 + np.exp(-log_probs)) < 1 / (1 + np.exp(-threshold))


@wrong("flag_anomalies", named="both-squashed")
def angles(log_probs, threshold):
    return np.arctan(log_probs) < math.atan(threshold)


@wrong("flag_anomalies")
def within_bounds(log_probs, threshold):
    return np.clip(log_probs, -1000, 1000) < np.clip(threshold, -1000, 1000)


@wrong("flag_anomalies")
def rounded_to_single_precision(log_probs, threshold):
    return log_probs.astype(np.float32) < np.float32(threshold)


@wrong("flag_anomalies", named="ties-flagged")
def not_above(log_probs, threshold):
    return ~(log_probs > threshold)


@wrong("flag_anomalies", named="high-scores-flagged")
def the_usual_ones(log_probs, threshold):
    return np.logical_not(log_probs < threshold)


@wrong("flag_anomalies", named="high-scores-flagged")
def above(log_probs, threshold):
    return np.greater(log_probs, threshold)


@wrong("flag_anomalies", named="signs-dropped")
def far_from_zero(log_probs, threshold):
    return abs(threshold) < abs(log_probs)


@wrong("flag_anomalies", named="densities-compared")
def low_density(log_probs, threshold):
    p = np.exp(log_probs)
    return np.array([value < threshold for value in p])


@wrong("flag_anomalies", named="threshold-logged")
def log_twice(log_probs, threshold):
    return np.less(log_probs, math.log(abs(threshold)))


@wrong("flag_anomalies", named="own-percentile")
def lowest_five_percent(log_probs, threshold):
    cut = np.quantile(log_probs, 0.05)
    return log_probs < cut


@wrong("flag_anomalies", named="row-numbers")
def indices(log_probs, threshold):
    return np.where(log_probs < threshold)[0]


@wrong("flag_anomalies", named="low-scores")
def the_scores_themselves(log_probs, threshold):
    return np.array([s for s in log_probs if s < threshold])


@wrong("flag_anomalies", named="zeros-and-ones")
def integers(log_probs, threshold):
    return np.array([1 if s < threshold else 0 for s in log_probs])


@wrong("flag_anomalies", named="minus-one-and-one")
def like_isolation_forest(log_probs, threshold):
    labels = np.ones(len(log_probs), dtype=int)
    labels[log_probs < threshold] = -1
    return labels


@wrong("flag_anomalies", named="any-anomaly")
def is_there_one(log_probs, threshold):
    return bool(np.any(log_probs < threshold))


@wrong("flag_anomalies", named="number-of-anomalies")
def how_many(log_probs, threshold):
    return np.count_nonzero(log_probs < threshold)


@wrong("flag_anomalies", named="list-of-booleans")
def to_list(log_probs, threshold):
    return (log_probs < threshold).tolist()


@wrong("flag_anomalies", named="list-of-booleans")
def one_comparison_each(log_probs, threshold):
    answers = []
    for s in log_probs:
        answers.append(s < threshold)
    return answers


@wrong("flag_anomalies")
def with_a_margin(log_probs, threshold):
    return log_probs < threshold - 1e-9


@wrong("flag_anomalies")
def close_counts_too(log_probs, threshold):
    return (log_probs < threshold) | np.isclose(log_probs, threshold)


@wrong("flag_anomalies")
def single_precision_scores(log_probs, threshold):
    return log_probs.astype(np.float32) < np.float32(threshold)


@wrong("flag_anomalies")
def floats(log_probs, threshold):
    return np.heaviside(threshold - log_probs, 0.0)


@wrong("flag_anomalies")
def a_column(log_probs, threshold):
    return (log_probs < threshold).reshape(-1, 1)


@wrong("flag_anomalies")
def objects(log_probs, threshold):
    return (log_probs < threshold).astype(object)


@wrong("flag_anomalies")
def only_negative_scores(log_probs, threshold):
    return (log_probs < threshold) & (log_probs < 0)


@wrong("flag_anomalies")
def shifted_in_place(log_probs, threshold):
    log_probs -= threshold
    return log_probs < 0


@wrong("flag_anomalies")
def first_flag_only(log_probs, threshold):
    mask = log_probs < threshold
    mask[np.argmax(mask) + 1 :] = False
    return mask


@wrong("flag_anomalies")
def nothing(log_probs, threshold):
    log_probs < threshold


@wrong("flag_anomalies")
def if_on_an_array(log_probs, threshold):
    if log_probs < threshold:
        return True
    return False


@wrong("flag_anomalies", status="error")
def list_method(log_probs, threshold):
    return log_probs.lt(threshold)
