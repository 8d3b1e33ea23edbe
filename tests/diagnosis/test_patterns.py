"""What wrong answers have in common is claimed only where every input bears it out."""

import numpy as np
import pytest

from grader.judging.diagnosis.patterns import recognise
from grader.judging.diagnosis.suspects import Suspects, suspects
from grader.probe.case import Case
from grader.probe.compare import compare, kind_of
from grader.probe.text import text_of
from grader.probe.values import Array


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


ROUNDED = [case((2,), x, float(np.float32(x)), x) for x in (1.1, 2.3, 3.7)]
NEARLY = [case((2,), x, x * (1 + 3e-8), x) for x in (1.1, 2.3, 3.7)]


def said(cases: list[Case], seen: Suspects) -> str:
    """The sentence of a pattern."""
    found = recognise(cases, seen=seen)
    assert found is not None
    return found.message


def test_numbers_of_float32_are_told_as_such() -> None:
    """No float64 number is one of float32 by chance: nothing small was added."""
    message = said(ROUNDED, Suspects(small="`1e-08` at line 3"))
    assert message.endswith("digits only: it was float32, which has 7, on the way.")


def test_what_makes_float32_is_named_where_float32_explains_it() -> None:
    """An accumulator has a line."""
    message = said(NEARLY, Suspects(float32="`torch.tensor(0.0)` at line 3"))
    assert "`torch.tensor(0.0)` at line 3 makes float32" in message
    assert "small" not in message
    coarse = [case((2,), x, x * (1 + 3e-5), x) for x in (1.1, 2.3, 3.7)]
    coarse[0] = case((2,), 1.1, 1.1 * (1 + 4e-5), 1.1)
    assert "float32" not in said(coarse, Suspects(float32="`torch.tensor(0.0)` at line 3"))


def test_both_causes_are_named_where_both_are_seen() -> None:
    """Nothing is claimed that is not known."""
    both = Suspects("`torch.tensor(0.0)` at line 3", "`1e-08` at line 4")
    assert ", or `1e-08` at line 4 may be too large" in said(NEARLY, both)


@pytest.mark.parametrize(
    "line",
    [
        "total = torch.tensor(0.0)",
        "total = torch.zeros(3)",
        "n = (y == 1).sum()",
        "n = torch.bincount(y)",
        "y = y.float()",
        "y = y.to(torch.float32)",
        "total = helper(y)",
        "total = ZERO",
    ],
)
def test_what_makes_float32_is_found(line: str) -> None:
    """In a function, in what it calls, and in the constants that it uses."""
    around = "def other(y):\n    return 1e-8\ndef helper(y):\n    return torch.ones(1)\n"
    text = f"{around}ZERO = torch.tensor(0.0)\ndef f(y):\n    {line}\n    return total\n"
    found = suspects(text, "f")
    assert found.float32
    assert not found.small


@pytest.mark.parametrize(
    "line",
    [
        "total = torch.tensor(0.0, dtype=y.dtype)",
        "total = torch.zeros(3).to(y)",
        "total = torch.zeros_like(y)",
        "total = torch.tensor(3)",
        "total = float(y)",
    ],
)
def test_what_keeps_the_dtype_is_not_suspected(line: str) -> None:
    """Whoever minded the dtype is not accused."""
    assert not suspects(f"def f(y):\n    {line}\n    return total\n", "f").float32


def test_no_text_can_break_the_search() -> None:
    """A submission is anything."""
    for text in ("x = (", "x = " + "-" * 50_000 + "1", "", "f = g\ng = f\n"):
        assert suspects(text, "f") == Suspects()


def test_no_zero_is_shown_as_minus_zero() -> None:
    """-0 is 0, and nobody should wonder about its sign."""
    zeros = [Array(np.array(a), "torch", "float64") for a in ([-0.0, 1.0], [0.0, 2.0])]
    found = compare(*zeros, Case({"x": zeros[0]}, *zeros))
    assert found is not None
    shown = [found.got, found.expected, text_of(-0.0), text_of(zeros[0]), kind_of(-0.0)]
    assert not [text for text in shown if "-0" in str(text)]
