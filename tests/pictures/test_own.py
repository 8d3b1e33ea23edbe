"""Each exercise has a picture of its own, which a learner sees once it has passed."""

import math

import pytest

from grader.catalogue import Exercise, exercises
from grader.judging.pictures.own import own_picture
from grader.picture import LARGEST, POINTS, SERIES, WORDS, Picture
from tests.sampling import sampled

ALL = {exercise.address: (exercise,) for exercise in exercises()}


@pytest.fixture(scope="module", params=sampled(ALL, count=10))
def drawn(request: pytest.FixtureRequest) -> Picture:
    exercise: Exercise = request.param
    return own_picture(exercise)


def test_it_is_bounded_and_says_what_to_see(drawn: Picture) -> None:
    assert 0 < len(drawn.series) <= SERIES
    assert 20 < len(drawn.caption) < WORDS
    assert drawn.caption.endswith(".")
    assert drawn.title
    assert drawn.x.label
    assert drawn.y.label
    for one in drawn.series:
        assert one.name
        assert 0 < len(one.x) <= POINTS
        numbers = [number for pair in zip(one.x, one.y, strict=True) for number in pair]
        assert all(number is not None and abs(number) < LARGEST for number in numbers)


def test_its_series_differ_and_one_moves(drawn: Picture) -> None:
    assert len({one.name for one in drawn.series}) == len(drawn.series)
    heights = [y for one in drawn.series for y in one.y if y is not None]
    assert not math.isclose(min(heights), max(heights))
