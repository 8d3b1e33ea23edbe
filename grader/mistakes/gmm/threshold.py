"""Known mistakes in gmm/threshold."""

from typing import Any

import numpy as np
from scipy import special

from grader.probe.probe import misconception


@misconception(
    "anomaly_threshold", "The percentile is taken for a fraction: 5 means 5 %, not 0.05 %.", hint=2
)
def fraction_for_percent(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, percentile / 100))


@misconception(
    "anomaly_threshold",
    "You take a percentile below 1 for a fraction: 0.5 is half a percent, not 50 %.",
    hint=2,
)
def small_percentile_as_fraction(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, percentile * (100 if percentile < 1 else 1)))


@misconception(
    "anomaly_threshold", "You count from the top: anomalies are where scores are low.", hint=1
)
def upper_tail(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, 100 - percentile))


@misconception(
    "anomaly_threshold", "You take one of the scores instead of interpolating between two.", hint=2
)
def nearest_score(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, percentile, method="nearest"))


@misconception(
    "anomaly_threshold", "You take one of the scores instead of interpolating between two.", hint=2
)
def lower_neighbour(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, percentile, method="lower"))


@misconception(
    "anomaly_threshold", "You take one of the scores instead of interpolating between two.", hint=2
)
def higher_neighbour(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, percentile, method="higher"))


@misconception(
    "anomaly_threshold", "You take the middle between two neighbours, wherever it lies.", hint=2
)
def middle_of_two(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, percentile, method="midpoint"))


@misconception(
    "anomaly_threshold",
    "The position counts n steps between the n scores; there are fewer.",
    hint=2,
)
def position_among_n(train_log_probs: Any, percentile: float = 5.0) -> Any:
    ordered = np.sort(train_log_probs)
    return float(np.interp(percentile / 100 * len(ordered), np.arange(len(ordered)), ordered))


@misconception(
    "anomaly_threshold", "You take one of the scores instead of interpolating between two.", hint=2
)
def index_cut_down(train_log_probs: Any, percentile: float = 5.0) -> Any:
    ordered = np.sort(train_log_probs)
    return float(ordered[min(int(len(ordered) * percentile / 100), len(ordered) - 1)])


@misconception("anomaly_threshold", "The scores are not in order; a percentile needs that.", hint=1)
def not_sorted(train_log_probs: Any, percentile: float = 5.0) -> Any:
    places = np.linspace(0, 100, len(train_log_probs))
    return float(np.interp(percentile, places, train_log_probs))


@misconception(
    "anomaly_threshold", "Equal scores count only once; each training point has its own.", hint=1
)
def ties_merged(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(np.unique(train_log_probs), percentile))


@misconception(
    "anomaly_threshold", "You interpolate densities; the scores are their logarithms.", hint=2
)
def percentile_of_densities(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.log(np.percentile(np.exp(train_log_probs), percentile)))


@misconception("anomaly_threshold", "Another percentile than the one asked for is taken.", hint=2)
def always_five(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, 5))


@misconception(
    "anomaly_threshold", "A percentile of 0 is one, too; your code takes it for none.", hint=2
)
def zero_taken_for_none(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(np.percentile(train_log_probs, percentile or 5.0))


@misconception(
    "anomaly_threshold",
    "You drop training scores that are far off; each one counts, as the percentile says.",
    hint=1,
)
def outliers_dropped(train_log_probs: Any, percentile: float = 5.0) -> Any:
    distance = np.abs(train_log_probs - train_log_probs.mean())
    kept = train_log_probs[distance <= 3 * train_log_probs.std()]
    return float(np.percentile(kept, percentile))


@misconception("anomaly_threshold", "The default is not the one of the statement.", hint=2)
def default_of_one(train_log_probs: Any, percentile: float = 1.0) -> Any:
    return float(np.percentile(train_log_probs, percentile))


@misconception(
    "anomaly_threshold",
    "The default is not the one of the statement: a percentile of 0.05 is no 5 %.",
    hint=2,
)
def default_as_fraction(train_log_probs: Any, percentile: float = 0.05) -> Any:
    return float(np.percentile(train_log_probs, percentile))


@misconception(
    "anomaly_threshold",
    "You assume that the scores are normally distributed; a percentile assumes nothing.",
    hint=1,
)
def normal_quantile(train_log_probs: Any, percentile: float = 5.0) -> Any:
    z = special.ndtri(percentile / 100)
    return float(train_log_probs.mean() + z * train_log_probs.std())


@misconception(
    "anomaly_threshold", "A rule of thumb (mean less two deviations) is no percentile.", hint=1
)
def two_deviations(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(train_log_probs.mean() - 2 * train_log_probs.std())


@misconception("anomaly_threshold", "This is the least score, whatever the percentile.", hint=1)
def least_score(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return float(train_log_probs.min())


@misconception("anomaly_threshold", "The threshold is one number, not an array of one.", hint=3)
def array_of_one(train_log_probs: Any, percentile: float = 5.0) -> Any:
    return np.percentile(train_log_probs, [percentile])


@misconception(
    "flag_anomalies", "Scores at the threshold are flagged; they are not below it.", hint=1
)
def ties_flagged(log_probs: Any, threshold: float) -> Any:
    return log_probs <= threshold


@misconception(
    "flag_anomalies", "You flag high scores: those points are the most usual ones.", hint=1
)
def high_scores_flagged(log_probs: Any, threshold: float) -> Any:
    return log_probs > threshold


@misconception(
    "flag_anomalies", "Without their signs low scores, far below 0, look like high ones.", hint=1
)
def signs_dropped(log_probs: Any, threshold: float) -> Any:
    return np.abs(log_probs) > np.abs(threshold)


@misconception(
    "flag_anomalies", "You compare densities with a threshold for their logarithms.", hint=1
)
def densities_compared(log_probs: Any, threshold: float) -> Any:
    return np.exp(log_probs) < threshold


@misconception(
    "flag_anomalies",
    "You compare densities: `exp` of a score below -745 is 0, and of one above 709 infinite, so "
    "that such scores are all alike. Log-densities can be compared as they are.",
    hint=1,
)
def both_exponentiated(log_probs: Any, threshold: float) -> Any:
    return np.exp(log_probs) < np.exp(threshold)


@misconception(
    "flag_anomalies",
    "You squash scores and threshold before you compare them: far from 0 all are rounded to one "
    "value. Log-densities can be compared as they are.",
    hint=1,
    squash=(np.tanh, special.erf, np.arctan),
)
def both_squashed(log_probs: Any, threshold: float, *, squash: Any = special.expit) -> Any:
    return squash(log_probs) < squash(threshold)


@misconception(
    "flag_anomalies", "The threshold is a log-density already; you took its logarithm.", hint=1
)
def threshold_logged(log_probs: Any, threshold: float) -> Any:
    return log_probs < np.log(np.abs(threshold))


@misconception(
    "flag_anomalies",
    "You flag a share of the scores at hand; the threshold given is not used.",
    hint=1,
)
def own_percentile(log_probs: Any, threshold: float) -> Any:
    return log_probs < np.percentile(log_probs, 5)


@misconception("flag_anomalies", "These are the rows' numbers; a mask has one entry a row.", hint=2)
def row_numbers(log_probs: Any, threshold: float) -> Any:
    return np.flatnonzero(log_probs < threshold)


@misconception("flag_anomalies", "These are the low scores themselves, not a mask.", hint=2)
def low_scores(log_probs: Any, threshold: float) -> Any:
    return log_probs[log_probs < threshold]


@misconception(
    "flag_anomalies", "Zeros and ones index rows 0 and 1; a mask is of booleans.", hint=2
)
def zeros_and_ones(log_probs: Any, threshold: float) -> Any:
    return (log_probs < threshold).astype(int)


@misconception(
    "flag_anomalies", "Labels of -1 and 1 are scikit-learn's; here a mask is asked for.", hint=2
)
def minus_one_and_one(log_probs: Any, threshold: float) -> Any:
    return np.where(log_probs < threshold, -1, 1)


@misconception("flag_anomalies", "One answer for all scores: each point needs its own.", hint=2)
def any_anomaly(log_probs: Any, threshold: float) -> Any:
    return (log_probs < threshold).any()


@misconception("flag_anomalies", "This counts the anomalies; it does not say which.", hint=2)
def number_of_anomalies(log_probs: Any, threshold: float) -> Any:
    return (log_probs < threshold).sum()


@misconception("flag_anomalies", "A list is not an array: it cannot index one as a mask.", hint=2)
def list_of_booleans(log_probs: Any, threshold: float) -> Any:
    return [score < threshold for score in log_probs]
