"""Wrong answers to gmm/threshold that only measure what the grader explains."""

import numpy as np
from numpy.typing import NDArray

from tests.unseen import unseen


@unseen("anomaly_threshold", "np.percentile is given a fraction")
def fraction(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs, percentile / 100)


@unseen("anomaly_threshold", "the upper instead of the lower tail")
def upper_tail(train_log_probs, percentile=5.0):
    return np.percentile(train_log_probs, 100 - percentile)


@unseen("anomaly_threshold", "a sorted score is picked without interpolation")
def pick_sorted(train_log_probs, percentile=5.0):
    scores = np.sort(np.asarray(train_log_probs))
    n = len(scores)
    idx = int(n * percentile / 100)
    return scores[min(idx, n - 1)]


@unseen(
    "anomaly_threshold",
    "mean minus 1.645 standard deviations, as if scores were Gaussian; the percentile is ignored",
)
def gaussian_rule(train_log_probs, percentile=5.0):
    mu = np.mean(train_log_probs)
    sd = np.std(train_log_probs)
    # 5 % of a normal distribution lie below mu - 1.645 sd
    return mu - 1.645 * sd


@unseen("flag_anomalies", "a score equal to the threshold is flagged")
def not_strict(log_probs, threshold):
    return log_probs <= threshold


@unseen("flag_anomalies", "compared as densities, which underflow to 0")
def on_densities(log_probs, threshold):
    density = np.exp(log_probs)
    cut = np.exp(threshold)
    return density < cut


@unseen("flag_anomalies", "the indices of the anomalies instead of a mask")
def indices(log_probs, threshold):
    return np.where(log_probs < threshold)[0]


@unseen("flag_anomalies", "integers 0 and 1 instead of booleans")
def as_int(log_probs, threshold):
    flags = np.zeros(len(log_probs), dtype=int)
    for i, lp in enumerate(log_probs):
        if lp < threshold:
            flags[i] = 1
    return flags


@unseen(
    "anomaly_threshold",
    "takes the next lower score instead of interpolating between the two neighbours",
)
def second_1(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    return float(np.percentile(train_log_probs, percentile, method="lower"))


@unseen("anomaly_threshold", "assumes Gaussian scores and returns mean + z*std for the percentile")
def second_2(train_log_probs: NDArray[np.float64], percentile: float = 5.0) -> float:
    from scipy.special import ndtri

    z = ndtri(np.clip(percentile / 100, 1e-9, 1 - 1e-9))
    return float(np.mean(train_log_probs) + z * np.std(train_log_probs))


@unseen(
    "flag_anomalies",
    "compares densities, which are both 0 for very low scores, so nothing is flagged there",
)
def second_3(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return np.exp(log_probs) < np.exp(threshold)


@unseen(
    "flag_anomalies",
    "returns scikit-learn's labels, -1 for anomalies and 1 for the rest, instead of a boolean mask",
)
def second_4(log_probs: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return np.where(log_probs < threshold, -1, 1)
