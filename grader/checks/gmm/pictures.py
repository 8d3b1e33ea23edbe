"""What a wrong threshold or wrong flags look like, beside the right ones."""

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.picture import Picture, Series, picture, series
from grader.probe.case import Case
from grader.probe.drawing import PLACES, grid

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

Numbers = np.ndarray[Any, Any]

DEVIATIONS = 2
"""How far the ellipse of a component reaches: 86 of 100 of its points lie within."""


def flags_picture(
    mixture: "GaussianMixture",
    threshold: float,
    X_train: Numbers,
    X_test: Numbers,
    yours: Numbers,
    right: Numbers,
) -> Picture | None:
    """Training and test points over their density, and who flags which.

    One feature is drawn with the log-density as height and the threshold as a line; two with an
    ellipse around each component; of more, the first two.

    Args:
        mixture: the right one, fitted to the training points.
        threshold: the right one, a log-density.
        X_train: shape (n, d).
        X_test: shape (m, d).
        yours: a mask of the test points.
        right: the right one.
    """
    if yours.dtype != bool or yours.shape != right.shape or (yours == right).all():
        return None
    flat = X_train.shape[1] == 1
    drawn = _profile(mixture, threshold, X_train, X_test) if flat else _ellipses(mixture)
    groups = [
        ("training points", X_train),
        ("test points that you judge right", X_test[yours == right]),
        ("flagged by yours alone", X_test[yours & ~right]),
        ("not flagged by yours alone", X_test[right & ~yours]),
    ]
    drawn += [
        series(name, "points", X[:, 0], mixture.score_samples(X) if flat else X[:, 1])
        for name, X in groups
        if len(X)
    ]
    said = f"Yours judges {int((yours != right).sum())} of {len(right)} test points differently."
    height = "log-density" if flat else "X[:, 1]"
    return picture("Which points are anomalies", "X[:, 0]", height, drawn, said)


def _profile(
    mixture: "GaussianMixture", threshold: float, X_train: Numbers, X_test: Numbers
) -> list[Series]:
    """The log-density along the only feature, and the threshold."""
    both = np.concatenate([X_train, X_test])
    along = grid(float(both.min()), float(both.max()))
    heights = mixture.score_samples(along[:, None])
    return [
        series("log-density of the right mixture", "line", along, heights),
        series("right threshold", "line", along[[0, -1]], [threshold] * 2),
    ]


def _ellipses(mixture: "GaussianMixture") -> list[Series]:
    """Two standard deviations around each component; none where more than two features vary."""
    if mixture.means_.shape[1] != 2:
        return []
    turn = np.linspace(0, 2 * np.pi, PLACES)
    circle = DEVIATIONS * np.stack([np.cos(turn), np.sin(turn)])
    found = []
    for number, (mean, covariance) in enumerate(
        zip(mixture.means_, mixture.covariances_, strict=True), start=1
    ):
        x, y = mean[:, None] + np.linalg.cholesky(covariance) @ circle
        found.append(series(f"component {number}, {DEVIATIONS} deviations", "line", x, y))
    return found


def side_picture(case: Case) -> Picture | None:
    """Scores by their place, the threshold, and which of them are on your wrong side."""
    scores, threshold = case.inputs["log_probs"].data, float(case.inputs["threshold"])
    yours, right = case.got["value"].data, case.expected["value"].data
    if yours.dtype != bool or yours.shape != right.shape or (yours == right).all():
        return None
    places = np.arange(len(scores))
    groups = [
        ("scores that you judge right", yours == right),
        ("flagged by yours alone", yours & ~right),
        ("not flagged by yours alone", right & ~yours),
    ]
    drawn = [series("threshold", "line", (0, max(len(scores) - 1, 1)), [threshold] * 2)]
    drawn += [
        series(name, "points", places[chosen], scores[chosen])
        for name, chosen in groups
        if chosen.any()
    ]
    said = f"Yours judges {int((yours != right).sum())} of {len(right)} scores differently."
    return picture("flag_anomalies", "place", "log-density", drawn, said)


def threshold_picture(case: Case) -> Picture | None:
    """The training scores in order, with your threshold and the right one."""
    scores = np.sort(case.inputs["train_log_probs"].data)
    yours, right = float(case.got["value"]), float(case.expected["value"])
    if yours == right:
        return None
    ends = (0, max(len(scores) - 1, 1))
    drawn = [
        series(
            "training scores in order",
            "line" if len(scores) > 1 else "points",
            range(len(scores)),
            scores,
        ),
        series("right threshold", "line", ends, [right] * 2),
        series("your threshold", "line", ends, [yours] * 2),
    ]
    below = [int((scores < level).sum()) for level in (right, yours)]
    said = f"The right threshold leaves {below[0]} of {len(scores)} scores below, yours {below[1]}."
    return picture("anomaly_threshold", "rank", "log-density", drawn, said)
