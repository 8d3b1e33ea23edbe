"""Alarm threshold of a monitored machine, from the scores of a quiet month."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def interpolated(ordered: Scores, position: float) -> float:
    """The value at a position between two elements of a sorted array, in proportion."""
    low = int(np.floor(position))
    high = min(low + 1, len(ordered) - 1)
    share = position - low
    below, above = float(ordered[low]), float(ordered[high])
    return below + share * (above - below)


def anomaly_threshold(train_log_probs: Scores, percentile: float = 5.0) -> float:
    """Score below which a point counts as an anomaly.

    Args:
        train_log_probs: log-densities of the training points, shape (n,).
        percentile: from 0 to 100.

    Returns:
        The threshold, a log-density.
    """
    ordered = np.sort(train_log_probs)
    last = len(ordered) - 1
    position = percentile / 100 * last
    return interpolated(ordered, position)


def flag_anomalies(log_probs: Scores, threshold: float) -> NDArray[np.bool_]:
    """Flag the anomalies among points.

    Args:
        log_probs: log-densities of the points, shape (n,).
        threshold: a log-density.

    Returns:
        A boolean mask of the shape of `log_probs`, true for anomalies.
    """
    margin = log_probs - threshold
    unusual = margin < 0
    return np.asarray(unusual)


def monitor(quiet: Scores, today: Scores) -> str:
    """How many alarms today, beside how many a quiet day has."""
    threshold = anomaly_threshold(quiet)
    alarms = flag_anomalies(today, threshold)
    expected = flag_anomalies(quiet, threshold).mean() * len(today)
    return f"{int(alarms.sum())} alarms, {expected:.1f} expected, threshold {threshold:.2f}"


def sweep(quiet: Scores, today: Scores) -> None:
    """Print the number of alarms at several rates of false alarms."""
    for percentile in (0.5, 1.0, 2.0, 5.0, 10.0):
        threshold = anomaly_threshold(quiet, percentile)
        print(percentile, int(flag_anomalies(today, threshold).sum()))
