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

## Formula

```
anomaly_threshold = the score at position (n-1) * percentile/100
                    of the sorted scores, counted from 0
flag_anomalies    = log_probs < threshold
```

## Hints

1. A percentile of scores is again a score. On which side of it are anomalies, if a high
   log-density means usual? And what happens to a tie?
2. `np.percentile` takes numbers from 0 to 100 and interpolates linearly by default. The mask is
   one comparison for the whole array.
3. `float(np.percentile(train_log_probs, percentile))` and `log_probs < threshold`.

## In the interview

**What does the percentile mean?** A false-alarm rate. If new normal points come from the same
distribution as the training data, about 5 % of them fall below the 5th percentile. So the
percentile is a choice about costs: how many false alarms per day can somebody look at? No label
is needed, and nothing is assumed about how anomalies look, only that they are rare where normal
data are dense.

**Why from the training scores?** A threshold from the test scores always flags 5 % of the test
set, even if it has no anomalies or nothing else; the result for a point would depend on the
others in its batch, and test data would leak into the decision. With training scores the rule is
fixed before any test point is seen.

**Follow-ups.** *Is the false-alarm rate exact?* The model was fitted on the same points, so
training scores are a little too high, and so is the threshold: expect somewhat more than 5 %. A
held-out calibration set fixes that (split conformal prediction, with a guarantee for exchangeable
data). *The training data contain anomalies?* Then the percentile should be at least their share;
otherwise they count as usual. *Is a low density an anomaly?* Not in itself: in high dimensions
even the mode is unlike typical points, and the density changes with the features' units; ranks
survive linear rescaling, not nonlinear ones. *With labels?* Choose the threshold by cost, or look
at the precision-recall curve.

## Rubric

- Reads the percentile as a false-alarm rate, and so as a choice about costs.
- Says why the scores are those of training points: a rule that is fixed before any test point is
  seen.
- Knows that training scores are a little too high, and that a held-out set fixes it.
- Says what anomalies in the training data do.
- Distinguishes a low density from an anomaly: units, high dimensions.

Red flags:

- Takes the percentile of the test scores.
- Promises that 5 % of the anomalies, or 95 % of them, will be found.
"""

import numpy as np
from numpy.typing import NDArray


def anomaly_threshold(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    """Score below which a point counts as an anomaly.

    Args:
        train_log_probs: log-densities of the training points, shape (n,).
        percentile: from 0 to 100.

    Returns:
        The threshold, a log-density.
    """
    return float(np.percentile(train_log_probs, percentile))  # blank: which score?


def flag_anomalies(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    """Flag the anomalies among points.

    Args:
        log_probs: log-densities of the points, shape (n,).
        threshold: a log-density.

    Returns:
        A boolean mask of the shape of `log_probs`, true for anomalies.
    """
    return log_probs < threshold  # blank: which side, and what about a tie?
