"""Known mistakes in gmm/threshold."""

from typing import Any

import numpy as np
from scipy import special

from grader.probe.probe import known_mistake


@known_mistake("anomaly_threshold", hint=2)
def fraction_for_percent(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """The percentile is taken for a fraction: 5 means 5 %, not 0.05 %."""
    return float(np.percentile(train_log_probs, percentile / 100))


@known_mistake("anomaly_threshold", hint=2)
def small_percentile_as_fraction(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take a percentile below 1 for a fraction: 0.5 is half a percent, not 50 %."""
    return float(np.percentile(train_log_probs, percentile * (100 if percentile < 1 else 1)))


@known_mistake("anomaly_threshold", hint=1)
def upper_tail(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You count from the top: anomalies are where scores are low."""
    return float(np.percentile(train_log_probs, 100 - percentile))


@known_mistake("anomaly_threshold", hint=2)
def nearest_score(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take one of the scores instead of interpolating between two."""
    return float(np.percentile(train_log_probs, percentile, method="nearest"))


@known_mistake("anomaly_threshold", hint=2)
def lower_neighbour(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take one of the scores instead of interpolating between two."""
    return float(np.percentile(train_log_probs, percentile, method="lower"))


@known_mistake("anomaly_threshold", hint=2)
def higher_neighbour(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take one of the scores instead of interpolating between two."""
    return float(np.percentile(train_log_probs, percentile, method="higher"))


@known_mistake("anomaly_threshold", hint=2)
def middle_of_two(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take the middle between two neighbours, wherever it lies."""
    return float(np.percentile(train_log_probs, percentile, method="midpoint"))


@known_mistake("anomaly_threshold", hint=2)
def position_among_n(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """The position counts n steps between the n scores; there are fewer."""
    ordered = np.sort(train_log_probs)
    return float(np.interp(percentile / 100 * len(ordered), np.arange(len(ordered)), ordered))


@known_mistake("anomaly_threshold", hint=2)
def index_cut_down(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take one of the scores instead of interpolating between two."""
    ordered = np.sort(train_log_probs)
    return float(ordered[min(int(len(ordered) * percentile / 100), len(ordered) - 1)])


@known_mistake("anomaly_threshold", hint=1)
def not_sorted(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """The scores are not in order; a percentile needs that."""
    places = np.linspace(0, 100, len(train_log_probs))
    return float(np.interp(percentile, places, train_log_probs))


@known_mistake("anomaly_threshold", hint=1)
def ties_merged(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """Equal scores count only once; each training point has its own."""
    return float(np.percentile(np.unique(train_log_probs), percentile))


@known_mistake("anomaly_threshold", hint=2)
def percentile_of_densities(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You interpolate densities; the scores are their logarithms."""
    return float(np.log(np.percentile(np.exp(train_log_probs), percentile)))


@known_mistake("anomaly_threshold", hint=2)
def always_five(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """Another percentile than the one asked for is taken."""
    return float(np.percentile(train_log_probs, 5))


@known_mistake("anomaly_threshold", hint=2)
def zero_taken_for_none(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """A percentile of 0 is one, too; your code takes it for none."""
    return float(np.percentile(train_log_probs, percentile or 5.0))


@known_mistake("anomaly_threshold", hint=1)
def outliers_dropped(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You drop training scores that are far off; each one counts, as the percentile says."""
    distance = np.abs(train_log_probs - train_log_probs.mean())
    kept = train_log_probs[distance <= 3 * train_log_probs.std()]
    return float(np.percentile(kept, percentile))


@known_mistake("anomaly_threshold", hint=2)
def default_of_one(train_log_probs: Any, percentile: float = 1.0) -> Any:
    """The default is not the one of the statement."""
    return float(np.percentile(train_log_probs, percentile))


@known_mistake("anomaly_threshold", hint=2)
def default_as_fraction(train_log_probs: Any, percentile: float = 0.05) -> Any:
    """The default is not the one of the statement: a percentile of 0.05 is no 5 %."""
    return float(np.percentile(train_log_probs, percentile))


@known_mistake("anomaly_threshold", hint=1)
def normal_quantile(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You assume that the scores are normally distributed; a percentile assumes nothing."""
    z = special.ndtri(percentile / 100)
    return float(train_log_probs.mean() + z * train_log_probs.std())


@known_mistake("anomaly_threshold", hint=1)
def two_deviations(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """A rule of thumb (mean less two deviations) is no percentile."""
    return float(train_log_probs.mean() - 2 * train_log_probs.std())


@known_mistake("anomaly_threshold", hint=1)
def least_score(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """This is the least score, whatever the percentile."""
    return float(train_log_probs.min())


@known_mistake("anomaly_threshold", hint=3)
def array_of_one(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """The threshold is one number, not an array of one."""
    return np.percentile(train_log_probs, [percentile])


@known_mistake("flag_anomalies", hint=1)
def ties_flagged(log_probs: Any, threshold: float) -> Any:
    """Scores at the threshold are flagged; they are not below it."""
    return log_probs <= threshold


@known_mistake("flag_anomalies", hint=1)
def high_scores_flagged(log_probs: Any, threshold: float) -> Any:
    """You flag high scores: those points are the most usual ones."""
    return log_probs > threshold


@known_mistake("flag_anomalies", hint=1)
def signs_dropped(log_probs: Any, threshold: float) -> Any:
    """Without their signs low scores, far below 0, look like high ones."""
    return np.abs(log_probs) > np.abs(threshold)


@known_mistake("flag_anomalies", hint=1)
def densities_compared(log_probs: Any, threshold: float) -> Any:
    """You compare densities with a threshold for their logarithms."""
    return np.exp(log_probs) < threshold


@known_mistake("flag_anomalies", hint=1)
def both_exponentiated(log_probs: Any, threshold: float) -> Any:
    """You compare densities: `exp` of a score below -745 is 0, and of one above 709 infinite,
    so that such scores are all alike. Log-densities can be compared as they are.
    """
    return np.exp(log_probs) < np.exp(threshold)


@known_mistake("flag_anomalies", hint=1, squash=(np.tanh, special.erf, np.arctan))
def both_squashed(log_probs: Any, threshold: float, *, squash: Any = special.expit) -> Any:
    """You squash scores and threshold before you compare them: far from 0 all are rounded to
    one value. Log-densities can be compared as they are.
    """
    return squash(log_probs) < squash(threshold)


@known_mistake("flag_anomalies", hint=1)
def threshold_logged(log_probs: Any, threshold: float) -> Any:
    """The threshold is a log-density already; you took its logarithm."""
    return log_probs < np.log(np.abs(threshold))


@known_mistake("flag_anomalies", hint=1)
def own_percentile(log_probs: Any, threshold: float) -> Any:
    """You flag a share of the scores at hand; the threshold given is not used."""
    return log_probs < np.percentile(log_probs, 5)


@known_mistake("flag_anomalies", hint=2)
def row_numbers(log_probs: Any, threshold: float) -> Any:
    """These are the rows' numbers; a mask has one entry a row."""
    return np.flatnonzero(log_probs < threshold)


@known_mistake("flag_anomalies", hint=2)
def low_scores(log_probs: Any, threshold: float) -> Any:
    """These are the low scores themselves, not a mask."""
    return log_probs[log_probs < threshold]


@known_mistake("flag_anomalies", hint=2)
def zeros_and_ones(log_probs: Any, threshold: float) -> Any:
    """Zeros and ones index rows 0 and 1; a mask is of booleans."""
    return (log_probs < threshold).astype(int)


@known_mistake("flag_anomalies", hint=2)
def minus_one_and_one(log_probs: Any, threshold: float) -> Any:
    """Labels of -1 and 1 are scikit-learn's; here a mask is asked for."""
    return np.where(log_probs < threshold, -1, 1)


@known_mistake("flag_anomalies", hint=2)
def any_anomaly(log_probs: Any, threshold: float) -> Any:
    """One answer for all scores: each point needs its own."""
    return (log_probs < threshold).any()


@known_mistake("flag_anomalies", hint=2)
def number_of_anomalies(log_probs: Any, threshold: float) -> Any:
    """This counts the anomalies; it does not say which."""
    return (log_probs < threshold).sum()


@known_mistake("flag_anomalies", hint=2)
def list_of_booleans(log_probs: Any, threshold: float) -> Any:
    """A list is not an array: it cannot index one as a mask."""
    return [score < threshold for score in log_probs]
