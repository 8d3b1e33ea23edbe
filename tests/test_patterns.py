"""What wrong answers have in common is claimed only where every input bears it out."""

import numpy as np

from grader.patterns import recognise
from grader.probe import Case
from grader.wire import Array


def case(shape: tuple[int, ...], x: float, got: float, right: float) -> Case:
    """An input of one repeated number, with the answer and the right one."""
    answers = [Array(np.asarray(value), "torch", "float64") for value in (got, right)]
    return Case({"x": Array(np.full(shape, x), "torch", "float64")}, *answers)


WRONG = [case((3,), 1.0, 2.0, 7.0), case((1, 2), 2.0, 3.0, 5.0), case((4,), 3.0, 9.0, 1.0)]


def test_right_for_single_elements_only_is_told() -> None:
    """It is right for three different ones, and wrong for all else."""
    singles = [case((1,), x, x, x) for x in (1.0, 2.0, 3.0)]
    found = recognise([*singles, *WRONG])
    assert found is not None
    assert found.message == "Your result is right only for a single element."


def test_being_right_again_and_again_for_zeros_is_no_pattern() -> None:
    """The simplest input comes often, and many a wrong answer is right there."""
    zeros = [case((1,), 0.0, 0.5, 0.5) for _ in range(5)]
    assert recognise([*zeros, *WRONG]) is None


def test_rounding_to_float32_is_told_in_float64() -> None:
    """Right to seven digits each time: nothing else is wrong with it."""
    found = recognise([case((2,), x, x * (1 + 6e-8), x) for x in (1.0, 2.0, 3.0)])
    assert found is not None
    assert found.message.startswith("Your result is right to about 7 digits only")


def test_rounding_is_no_mistake() -> None:
    """What float64 itself rounds off is not told."""
    assert recognise([case((2,), x, x * (1 + 1e-15), x) for x in (1.0, 2.0, 3.0)]) is None


def test_numbers_without_end_are_no_trouble(recwarn: object) -> None:
    """Answers may be of any size: nothing is printed about that."""
    huge = [case((2,), 1.0, 1e308 / x, 1e-308 * x) for x in (1.0, 2.0, 3.0)]
    assert recognise(huge) is None
    assert not list(recwarn)  # type: ignore[call-overload]  # pytest's recorder is a list
