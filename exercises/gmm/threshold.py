"""# A threshold from the training scores.

A density model scores how usual a point is: its log-density. To call a point an anomaly you need
a threshold, and a log-density has no natural zero, since it changes with the units of the
features. So let the training data say what a low score is. Write with NumPy

- `anomaly_threshold(train_log_probs, percentile=5.0)`: that percentile of the training scores,
  interpolated linearly between neighbors, which is NumPy's default;
- `flag_anomalies(log_probs, threshold)`: a boolean mask, true for the scores that are less usual
  than the threshold.

Scores are float64 arrays of shape `(n,)`, in any order, and are not modified. `percentile` is a
number from 0 to 100, not a fraction: 0 gives the lowest training score, which then flags no
training point at all; 100 gives the highest. The threshold is a float, the mask has the shape of
`log_probs` and a boolean dtype. A score that equals the threshold is not an anomaly. Scores are
compared as they are: they may be so low that their densities are 0.

`np.percentile` may be used.
"""

import numpy as np
from numpy.typing import NDArray

from grader import blank


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    """Score below which a point counts as an anomaly.

    Args:
        train_log_probs: log-densities of the training points, shape (n,).
        percentile: from 0 to 100.

    Returns:
        The threshold, a log-density.
    """
    return blank("which score?")


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    """Flag the anomalies among points.

    Args:
        log_probs: log-densities of the points, shape (n,).
        threshold: a log-density.

    Returns:
        A boolean mask of the shape of `log_probs`, true for anomalies.
    """
    return blank("which side, and what about a tie?")
