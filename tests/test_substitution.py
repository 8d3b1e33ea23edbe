"""A submission made from a solution by writing one of its functions another way."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.authoring.substitute import substitute

SOLUTION = "def area(r):\n    return 3 * r * r\n\n\ndef length(r):\n    return 6 * r\n"


@contextmanager
def _half_turn() -> Iterator[float]:
    yield math.pi


def _full_turn() -> float:
    with _half_turn() as half:
        return 2 * half


def area(r: float) -> float:
    """Uses a helper that uses another one."""
    return _full_turn() / 2 * r * r


def length(r: float) -> float:
    """Uses the same helper."""
    return _full_turn() * r


def test_helpers_travel_with_what_uses_them() -> None:
    """Also those that a helper uses, with their decorators and imports."""
    submission: dict[str, float] = {}
    exec(substitute(SOLUTION, "area", area), submission)
    assert eval("area(1), length(1)", submission) == (pytest.approx(math.pi), 6)


def test_a_second_substitution_finds_the_helpers_of_the_first() -> None:
    """They are written once."""
    text = substitute(substitute(SOLUTION, "area", area), "length", length)
    assert text.count("def _full_turn") == 1
    submission: dict[str, float] = {}
    exec(text, submission)
    assert eval("length(1)", submission) == pytest.approx(2 * math.pi)


def test_a_helper_never_replaces_what_the_solution_calls() -> None:
    """Two of one name: the author is told to rename the helper."""
    with pytest.raises(ValueError, match="defines _full_turn too"):
        substitute(SOLUTION + "\n\ndef _full_turn():\n    return 6\n", "area", area)
