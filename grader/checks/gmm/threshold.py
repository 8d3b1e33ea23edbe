"""The checks of gmm/threshold."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from grader.checks.gmm.pictures import side_picture, threshold_picture
from grader.picture import Picture, picture, series
from grader.probe.case import Inputs
from grader.probe.formula import edges, plain
from grader.probe.strategies import MANY, arrays, composite, numpy_array, reals, vectors

log_probs = vectors(9).flatmap(lambda shape: arrays(reals(12, 4), shape))
"""Scores in any order, often with ties."""

long = st.integers(2, 24).flatmap(lambda n: arrays(reals(20, 1), (n,)))
"""Scores of which more than one may be below the 5th percentile."""

low_percentiles = st.sampled_from([1 / 3, 2 / 3, 1 / 7])
"""Below 1, and such that the values between two scores are not round numbers."""

DISTANT = (-800.25, 750.5, -40.5, 40.25, -1e5, 1e5)
"""Where `exp` is 0 or infinite, or a sigmoid or a hyperbolic tangent is 0 or 1: log-densities in
many dimensions are this large."""

levels = reals(4, 2).map(lambda level: level - 0.25)
"""Thresholds of either sign, never 0."""


@composite
def stray(draw: st.DrawFn) -> Inputs:
    """Scores of which one is far away, low or high, and a percentile at its end."""
    sign = draw(st.sampled_from([-1, 1]))
    scores = draw(st.integers(18, 22).flatmap(lambda n: arrays(reals(8, 4), (n,)))).data
    scores[len(scores) // 2] += sign * 500
    return {"train_log_probs": numpy_array(scores), "percentile": 50.0 + sign * 47.0}


@composite
def around(draw: st.DrawFn, steps: SearchStrategy[float]) -> Inputs:
    """A threshold, and scores that differ from it by these steps."""
    threshold = draw(levels)
    scores = draw(arrays(steps, draw(vectors()))).data + threshold
    return {"log_probs": numpy_array(scores), "threshold": threshold}


@composite
def next_to(draw: st.DrawFn) -> Inputs:
    """A threshold, and scores at it and at the floating-point numbers on either side."""
    threshold = draw(levels)
    sides = draw(arrays(st.sampled_from([0.0, -1.0, 1.0]), draw(vectors()))).data
    scores = np.nextafter(threshold, threshold + sides)
    return {"log_probs": numpy_array(scores), "threshold": threshold}


def far_out(threshold: float) -> Inputs:
    """A threshold far from 0, and scores below it (one only just), at it and above."""
    scores = [threshold - 0.5, np.nextafter(threshold, -np.inf), threshold, threshold + 0.25]
    return {"log_probs": numpy_array(scores), "threshold": threshold}


threshold = [
    plain(
        "anomaly_threshold",
        "The percentile of the scores, interpolated linearly between neighbors.",
        st.builds(
            dict,
            train_log_probs=log_probs,
            percentile=st.sampled_from([50.0, 5.0, 1.0, 10.0, 37.5, 99.9]),
        ),
        examples=20,
    ),
    edges(
        "anomaly_threshold",
        "ends",
        "Percentile 0 is the lowest score, percentile 100 the highest.",
        st.builds(dict, train_log_probs=log_probs, percentile=st.sampled_from([0.0, 100.0])),
        examples=8,
    ),
    edges(
        "anomaly_threshold",
        "below one percent",
        "A percentile below 1 is on the scale from 0 to 100 too: 0.5 is half a percent.",
        st.builds(dict, train_log_probs=long, percentile=low_percentiles),
        examples=5,
    ),
    edges(
        "anomaly_threshold",
        "outliers",
        "Every training score counts, even one far from the others.",
        stray(),
        examples=3,
    ),
    edges(
        "anomaly_threshold",
        "many scores",
        "Right for over a thousand scores, which stay in their order.",
        st.just(
            {
                "train_log_probs": numpy_array(np.resize([-1.5, 3.0, -7.25, 0.5, 2.0], MANY)),
                "percentile": 37.5,
            }
        ),
        examples=1,
    ),
    edges(
        "anomaly_threshold",
        "default",
        "The default percentile is 5.",
        st.builds(dict, train_log_probs=long),
        examples=6,
    ),
]
threshold = [replace(probe, draw=threshold_picture) for probe in threshold]
flags = [
    plain(
        "flag_anomalies",
        "A boolean for each score: true if it is below the threshold.",
        around(reals(4, 2).map(lambda step: step - 0.25)),
        examples=16,
    ),
    edges(
        "flag_anomalies",
        "ties",
        "A score at the threshold is not an anomaly; one below it is, by however little.",
        next_to(),
        examples=8,
    ),
    edges(
        "flag_anomalies",
        "distant scores",
        "Scores near a threshold far below or above 0 are compared like any others.",
        st.sampled_from(DISTANT).map(far_out),
        examples=len(DISTANT),
    ),
]
flags = [replace(probe, draw=side_picture) for probe in flags]


def own_picture(impl: Any) -> Picture:
    """Training scores in order, the threshold, and new scores."""
    rng = np.random.default_rng(1)
    scores = np.sort(-np.square(rng.normal(size=(100, 2))).sum(axis=1) / 2)
    threshold = impl.anomaly_threshold(scores, 5.0)
    new = np.array([-7.0, -5.0, -1.0, -0.3])
    flagged = impl.flag_anomalies(new, threshold)
    drawn = [
        series("training scores in order", "line", range(100), scores),
        series("threshold: their 5th percentile", "line", [0, 130], [threshold] * 2),
        series("new, kept", "points", np.arange(108, 128, 5)[~flagged], new[~flagged]),
        series("new, flagged", "points", np.arange(108, 128, 5)[flagged], new[flagged]),
    ]
    said = (
        "The training scores alone set the line: 5 of 100 fall below; so do the new ones flagged."
    )
    return picture("anomaly_threshold", "rank, then new points", "log-density", drawn, said)
