"""Known mistakes in gmm/threshold."""

from typing import Any

import numpy as np
from scipy import special

from grader.probe.probe import known_mistake


@known_mistake("anomaly_threshold", hint=2)
def fraction_for_percent(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You divided the percentile by 100: here 5 means 5 %, not 0.05 %."""
    return float(np.percentile(train_log_probs, percentile / 100))


@known_mistake("anomaly_threshold", hint=2)
def small_percentile_as_fraction(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take a percentile below 1 for a fraction: 0.5 is half a percent, not 50 %."""
    return float(np.percentile(train_log_probs, percentile * (100 if percentile < 1 else 1)))


@known_mistake("anomaly_threshold", hint=2)
def percent_for_fraction(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """Your quantile takes a fraction from 0 to 1, as `np.quantile` does, and you gave it
    percents.
    """
    return float(np.quantile(train_log_probs, percentile))


@known_mistake("anomaly_threshold", hint=1)
def upper_tail(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You took 100 - percentile, which counts from the top; anomalies are where scores are low."""
    return float(np.percentile(train_log_probs, 100 - percentile))


@known_mistake("anomaly_threshold", hint=2)
def nearest_score(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take the nearest of the scores; between two of them, a percentile interpolates
    linearly.
    """
    return float(np.percentile(train_log_probs, percentile, method="nearest"))


@known_mistake("anomaly_threshold", hint=2)
def lower_neighbour(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take the lower of two neighboring scores; between them, a percentile interpolates
    linearly.
    """
    return float(np.percentile(train_log_probs, percentile, method="lower"))


@known_mistake("anomaly_threshold", hint=2)
def higher_neighbour(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take the higher of two neighboring scores; between them, a percentile interpolates
    linearly.
    """
    return float(np.percentile(train_log_probs, percentile, method="higher"))


@known_mistake("anomaly_threshold", hint=2)
def middle_of_two(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take the middle of two neighboring scores; a percentile interpolates to its exact
    position between them.
    """
    return float(np.percentile(train_log_probs, percentile, method="midpoint"))


@known_mistake("anomaly_threshold", hint=2)
def neighbours_exchanged(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """Your two neighboring scores have each other's weights: the nearer one must count more."""
    lower = np.percentile(train_log_probs, percentile, method="lower")
    higher = np.percentile(train_log_probs, percentile, method="higher")
    return float(lower + higher - np.percentile(train_log_probs, percentile))


@known_mistake("anomaly_threshold", hint=2)
def position_among_n(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """Your position is that share of n; from the first to the last of n scores there are only n
    - 1 steps.
    """
    ordered = np.sort(train_log_probs)
    return float(np.interp(percentile / 100 * len(ordered), np.arange(len(ordered)), ordered))


OTHER_RULES = (
    "hazen",
    "median_unbiased",
    "normal_unbiased",
    "interpolated_inverted_cdf",
)
"""Rules for percentiles beside the linear one, as NumPy calls them."""


@known_mistake("anomaly_threshold", hint=2, method=OTHER_RULES)
def other_rule(train_log_probs: Any, percentile: float = 5.0, *, method: str = "weibull") -> Any:
    """Your position between the sorted scores follows another rule than the linear one, which goes
    from the first to the last in n - 1 steps.
    """
    return float(np.percentile(train_log_probs, percentile, method=method))  # type: ignore[call-overload]


@known_mistake("anomaly_threshold", hint=2)
def index_cut_down(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You take the sorted score at index int(n * percentile / 100); between two scores, a
    percentile interpolates linearly.
    """
    ordered = np.sort(train_log_probs)
    return float(ordered[min(int(len(ordered) * percentile / 100), len(ordered) - 1)])


@known_mistake("anomaly_threshold", hint=1)
def not_sorted(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You went by the order of the scores in the array; a percentile is a position among the
    sorted ones.
    """
    places = np.linspace(0, 100, len(train_log_probs))
    return float(np.interp(percentile, places, train_log_probs))


@known_mistake("anomaly_threshold", hint=1)
def ties_merged(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """Equal scores count only once; each training point has a score of its own."""
    return float(np.percentile(np.unique(train_log_probs), percentile))


@known_mistake("anomaly_threshold", hint=2)
def percentile_of_densities(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You took the percentile of densities, then a logarithm: in between scores that is another
    number, and low scores become -inf.
    """
    return float(np.log(np.percentile(np.exp(train_log_probs), percentile)))


@known_mistake("anomaly_threshold", hint=2)
def always_five(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You took the 5th percentile whatever is asked: `percentile` has no part in your result."""
    return float(np.percentile(train_log_probs, 5))


@known_mistake("anomaly_threshold", hint=2)
def zero_taken_for_none(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """Your code takes a percentile of 0 for one that is not given, as `or` does; it asks for
    the least score.
    """
    return float(np.percentile(train_log_probs, percentile or 5.0))


@known_mistake("anomaly_threshold", hint=1)
def outliers_dropped(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You drop training scores that are far off; each one counts, or another share lies below
    the threshold.
    """
    distance = np.abs(train_log_probs - train_log_probs.mean())
    kept = train_log_probs[distance <= 3 * train_log_probs.std()]
    return float(np.percentile(kept, percentile))


@known_mistake("anomaly_threshold", hint=2)
def default_of_one(train_log_probs: Any, percentile: float = 1.0) -> Any:
    """Your default percentile is 1; that of the statement is 5."""
    return float(np.percentile(train_log_probs, percentile))


@known_mistake("anomaly_threshold", hint=2)
def default_as_fraction(train_log_probs: Any, percentile: float = 0.05) -> Any:
    """Your default percentile is 0.05, a twentieth of a percent; that of the statement is 5,
    for 5 %.
    """
    return float(np.percentile(train_log_probs, percentile))


@known_mistake("anomaly_threshold", hint=1)
def normal_quantile(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You assume normally distributed scores: a mean and so many deviations. A percentile
    assumes nothing; it counts scores.
    """
    z = special.ndtri(percentile / 100)
    return float(train_log_probs.mean() + z * train_log_probs.std())


@known_mistake("anomaly_threshold", hint=1, times=(1.0, 2.5, 3.0))
def two_deviations(train_log_probs: Any, percentile: float = 5.0, *, times: float = 2.0) -> Any:
    """You took the mean less a fixed number of deviations; a percentile counts scores, and
    `percentile` has no part in yours.
    """
    return float(train_log_probs.mean() - times * train_log_probs.std())


@known_mistake("anomaly_threshold", hint=1)
def least_score(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You returned the least score, whatever percentile is asked for."""
    return float(train_log_probs.min())


@known_mistake("anomaly_threshold", hint=3)
def array_of_one(train_log_probs: Any, percentile: float = 5.0) -> Any:
    """You returned an array that holds the threshold; the number itself is asked for."""
    return np.percentile(train_log_probs, [percentile])


@known_mistake("flag_anomalies", hint=1)
def ties_flagged(log_probs: Any, threshold: float) -> Any:
    """You flag scores that equal the threshold; anomalies are strictly below it."""
    return log_probs <= threshold


@known_mistake("flag_anomalies", hint=1)
def high_scores_flagged(log_probs: Any, threshold: float) -> Any:
    """You flag scores above the threshold; those points are the most usual ones."""
    return log_probs > threshold


@known_mistake("flag_anomalies", hint=1)
def signs_dropped(log_probs: Any, threshold: float) -> Any:
    """You compare absolute values, which puts scores in the right order only below 0; a
    log-density can be positive.
    """
    return np.abs(log_probs) > np.abs(threshold)


@known_mistake("flag_anomalies", hint=1)
def densities_compared(log_probs: Any, threshold: float) -> Any:
    """You compare densities with a threshold that is a log-density."""
    return np.exp(log_probs) < threshold


@known_mistake("flag_anomalies", hint=1)
def both_exponentiated(log_probs: Any, threshold: float) -> Any:
    """You compare densities: far from 0 their `exp` is 0 or infinite, so such scores are all
    alike. Compare the log-densities.
    """
    return np.exp(log_probs) < np.exp(threshold)


@known_mistake("flag_anomalies", hint=1, squash=(np.tanh, special.erf, np.arctan))
def both_squashed(log_probs: Any, threshold: float, *, squash: Any = special.expit) -> Any:
    """You squash scores and threshold before you compare them: far from 0, all are rounded to
    one value. Compare them as they are.
    """
    return squash(log_probs) < squash(threshold)


@known_mistake("flag_anomalies", hint=1)
def threshold_logged(log_probs: Any, threshold: float) -> Any:
    """You took the logarithm of the threshold, which is a log-density already."""
    return log_probs < np.log(np.abs(threshold))


@known_mistake("flag_anomalies", hint=1)
def own_percentile(log_probs: Any, threshold: float) -> Any:
    """You flag a share of the scores at hand; the threshold that is given has no part in your
    result.
    """
    return log_probs < np.percentile(log_probs, 5)


@known_mistake("flag_anomalies", hint=2)
def row_numbers(log_probs: Any, threshold: float) -> Any:
    """You returned the numbers of the flagged rows; a mask has true or false for every row."""
    return np.flatnonzero(log_probs < threshold)


@known_mistake("flag_anomalies", hint=2)
def low_scores(log_probs: Any, threshold: float) -> Any:
    """You returned the low scores themselves; a mask has true or false for each score."""
    return log_probs[log_probs < threshold]


@known_mistake("flag_anomalies", hint=2, dtype=(float,))
def zeros_and_ones(log_probs: Any, threshold: float, *, dtype: type = int) -> Any:
    """Your mask holds numbers, 0 and 1; only booleans select rows. Return the comparison itself."""
    return (log_probs < threshold).astype(dtype)


@known_mistake("flag_anomalies", hint=2)
def minus_one_and_one(log_probs: Any, threshold: float) -> Any:
    """You returned labels -1 and 1, as scikit-learn's `predict` gives them; a mask of booleans
    is asked for.
    """
    return np.where(log_probs < threshold, -1, 1)


@known_mistake("flag_anomalies", hint=2)
def any_anomaly(log_probs: Any, threshold: float) -> Any:
    """You returned one answer for all scores; each point needs its own."""
    return (log_probs < threshold).any()


@known_mistake("flag_anomalies", hint=2)
def number_of_anomalies(log_probs: Any, threshold: float) -> Any:
    """You returned how many scores are below the threshold; a mask says which."""
    return (log_probs < threshold).sum()


@known_mistake("flag_anomalies", hint=2)
def list_of_booleans(log_probs: Any, threshold: float) -> Any:
    """You returned a list; an array of booleans is asked for, which selects rows of another."""
    return [score < threshold for score in log_probs]
