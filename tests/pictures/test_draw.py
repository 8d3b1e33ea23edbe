"""What curves do not show is drawn from the inputs and answers of the failing case alone."""

from typing import Any

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from grader.checks.gmm.detect import DATA
from grader.checks.gmm.detect import detection as detection_probes
from grader.checks.gmm.threshold import flags as flag_probes
from grader.checks.gmm.threshold import threshold as threshold_probes
from grader.checks.priors.dropout import sampling as dropout_probe
from grader.checks.vae.reparameterise import sampling as sampling_probes
from grader.picture import Picture, Series
from grader.probe.case import Case
from grader.probe.values import Array

ROWS = 4096
MU, LOG_VAR = np.array([1.1, 2.7]), np.array([1.0, -1.0])


def picture(probe: Any, inputs: dict[str, Any], got: Any, expected: Any = None) -> Picture | None:
    found: Picture | None = probe.draw(Case(inputs, got, expected))
    return found


def named(drawn: Picture | None, name: str) -> Series:
    assert drawn is not None
    return next(one for one in drawn.series if one.name == name)


def of_torch(numbers: Any) -> Array:
    data = np.asarray(numbers)
    return Array(data, "torch", str(data.dtype))


def sample_case(noise: Any) -> Picture | None:
    z = of_torch(MU + np.exp(LOG_VAR / 2) * noise)
    inputs = {"mu": of_torch(MU), "log_var": of_torch(LOG_VAR), "repeats": (ROWS, 1)}
    return picture(sampling_probes[0], inputs, {"first": z, "value": z})


def test_noise_of_the_wrong_spread_is_a_histogram_against_its_law() -> None:
    noise = np.random.default_rng(0).normal(size=(ROWS, 2))
    noise[:, 1] *= 2
    drawn = sample_case(noise)
    bars = named(drawn, "yours")
    heights, edges = np.histogram(noise[:, 1], 40, _reach(noise[:, 1]))
    assert bars.y == pytest.approx(heights / ROWS / np.diff(edges), rel=1e-5)
    law = named(drawn, "N(0, 1)")
    density = np.exp(-np.square(np.array(law.x)) / 2) / np.sqrt(2 * np.pi)
    assert law.y == pytest.approx(density, rel=1e-4)
    assert drawn is not None
    assert "standard deviation 2" in drawn.caption


def test_of_two_wrong_columns_the_one_whose_bars_are_seen_is_drawn() -> None:
    noise = np.random.default_rng(0).normal(size=(ROWS, 2)) * [400, 1.5]
    drawn = sample_case(noise)
    assert drawn is not None
    assert "standard deviation 1.5" in drawn.caption


def _reach(noise: Any) -> tuple[float, float]:
    end = max(4.0, np.quantile(np.abs(noise), 0.99))
    return -end, end


def test_shared_noise_is_a_scatter_of_two_columns() -> None:
    noise = np.repeat(np.random.default_rng(0).normal(size=(ROWS, 1)), 2, axis=1)
    cloud = named(sample_case(noise), "yours")
    assert cloud.kind == "points"
    assert cloud.x == pytest.approx(cloud.y, abs=1e-5)
    assert cloud.x[0] == pytest.approx(noise[0, 0], rel=1e-5)


def test_right_noise_is_not_drawn() -> None:
    assert sample_case(np.random.default_rng(0).normal(size=(ROWS, 2))) is None


def dropout_case(y: Any, p: float) -> Picture | None:
    x = np.ones(len(y[0]))
    calls = {"training": y, "again": y[::-1], "evaluation": np.ones_like(y)}
    got = {call: {"value": of_torch(value)} for call, value in calls.items()}
    return picture(dropout_probe, {"x": of_torch(x), "p": p, "repeats": (len(y), 1)}, got)


def test_a_mask_that_rows_share_shows_in_the_share_kept_at_each_place() -> None:
    mask = np.random.default_rng(0).random(8) >= 0.25
    drawn = dropout_case(np.tile(mask / 0.75, (500, 1)), 0.25)
    assert named(drawn, "yours").y == tuple(mask.astype(float))
    assert named(drawn, "1 - p = 0.75").y == (0.75, 0.75)


def test_survivors_that_are_not_scaled_lie_off_the_line() -> None:
    mask = np.random.default_rng(0).random((4000, 8)) >= 0.25
    drawn = dropout_case(mask.astype(float), 0.25)
    assert set(named(drawn, "yours, where not 0").y) == {1.0}
    assert named(drawn, "x / (1 - p)").y[0] == pytest.approx(4 / 3, rel=1e-5)


def test_a_threshold_is_drawn_over_the_scores_in_order() -> None:
    scores = np.array([3.0, -1.0, 2.0])
    inputs = {"train_log_probs": Array(scores, "numpy", "float64")}
    drawn = picture(threshold_probes[0], inputs, {"value": 2.5}, {"value": -0.5})
    assert named(drawn, "training scores in order").y == (-1.0, 2.0, 3.0)
    assert named(drawn, "your threshold").y == (2.5, 2.5)
    assert named(drawn, "right threshold").y == (-0.5, -0.5)


def test_scores_on_the_wrong_side_are_marked() -> None:
    scores = np.array([-3.0, -1.0, 2.0])
    inputs = {"log_probs": Array(scores, "numpy", "float64"), "threshold": -2.0}
    masks = [
        {"value": Array(np.array(mask), "numpy", "bool")}
        for mask in ([False, False, True], [True, False, False])
    ]
    drawn = picture(flag_probes[0], inputs, *masks)
    assert (named(drawn, "flagged by yours alone").x, named(drawn, "threshold").y) == (
        (2.0,),
        (-2.0, -2.0),
    )
    assert named(drawn, "not flagged by yours alone").y == (-3.0,)


def test_points_that_are_flagged_wrongly_are_marked() -> None:
    inputs = {"data": "clusters", "of": [0, 2, 6], "options": []}
    right = np.array([True, False, False, True, False, False])
    yours = np.array([False, False, True, True, False, False])
    masks = [
        {"value": (Array(mask, "numpy", "bool"), -9.0), "after": []} for mask in (yours, right)
    ]
    drawn = picture(detection_probes[0], inputs, *masks)
    _, test_points = DATA["clusters"](0, 2, 6)
    for name, index in (("flagged by yours alone", 2), ("not flagged by yours alone", 0)):
        marked = named(drawn, name)
        assert (*marked.x, *marked.y) == pytest.approx(tuple(test_points[index]), rel=1e-5)
    train, _ = DATA["clusters"](0, 2, 6)
    mixture = GaussianMixture(2, random_state=42).fit(train)
    ellipse = named(drawn, "component 1, 2 deviations")
    off = np.array([ellipse.x, ellipse.y]).T - mixture.means_[0]
    distances = np.einsum("ni,ij,nj->n", off, mixture.precisions_[0], off)
    assert distances == pytest.approx(np.full(len(off), 4.0), rel=1e-3)


def test_one_feature_is_drawn_over_its_density() -> None:
    inputs = {"data": "line", "of": [0], "options": [1, 0.0]}
    train, test = DATA["line"](0)
    right = np.zeros(len(test), bool)
    masks = [
        {"value": (Array(mask, "numpy", "bool"), -9.0), "after": []} for mask in (~right, right)
    ]
    drawn = picture(detection_probes[0], inputs, *masks)
    marked = named(drawn, "flagged by yours alone")
    scores = GaussianMixture(1, random_state=42).fit(train).score_samples(test)
    assert marked.y == pytest.approx(scores, rel=1e-5)
    assert named(drawn, "right threshold").y == (-9.0, -9.0)
