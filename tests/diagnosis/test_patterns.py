"""What wrong answers have in common is claimed only where every input bears it out."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns import pattern
from grader.judging.diagnosis.patterns.conditions import condition
from grader.judging.diagnosis.suspects import Suspects, suspects
from grader.probe.case import Case
from grader.probe.compare import compare, kind_of
from grader.probe.text import text_of
from grader.probe.values import Array
from tests.diagnosis.synthetic import SHAPES, evidence, inputs, tensor


def said(*given: Any, **known: Any) -> str | None:
    """The sentence of the pattern in the evidence."""
    found = pattern(evidence(*given, **known))
    return found.message if found else None


def mean_square(x: Any) -> Any:
    return np.mean(x**2)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda x: -mean_square(x), "has the opposite sign"),
        (lambda x: np.sum(x**2), "times the number of elements: a sum where a mean"),
        (lambda x: mean_square(x) / len(x), "divided by the number of rows: the batch"),
        (lambda x: 2 * mean_square(x), "is twice the right one"),
        (lambda x: mean_square(x) / np.log(2), "is 1/log(2) times the right one"),
        (lambda x: mean_square(x) + 1.5, "is off by 1.5 every time"),
        (lambda x: mean_square(x) + x.size * np.log(2), "off by log(2) times the number of elem"),
        (lambda x: mean_square(x) - np.mean(np.log(x)), "one minus the mean of log(`x`)"),
        (lambda x: mean_square(x) + 0.5 * np.sum(x), "one plus half the sum of `x`"),
        (lambda x: mean_square(x) ** 2, "is the square of the right one"),
        (lambda x: 0 * mean_square(x) + 2, "is 2 every time, whatever the input"),
        (lambda x: np.sqrt(mean_square(x)), "is the square root of the right one"),
        (lambda x: np.log(mean_square(x)), "is the logarithm of the right one"),
        (lambda x: 1 / mean_square(x), "is 1 divided by the right one"),
        (lambda x: np.sum(x**2) / (x.size - 1), "is divided by n - 1 where n, the number of elem"),
        (lambda x: np.sum(x**2) / len(x), "times the number of elements of a row"),
        (
            lambda x: mean_square(x) - np.mean(x) ** 2 + np.mean(x),
            "one plus the mean of `x` minus the square of the mean of `x`: look at those terms",
        ),
        (lambda x: mean_square(x) ** 2 * x.size / (x.size - 1), "a variance, not its root, and"),
        (lambda x: np.round(mean_square(x), 3), "is rounded to 3 decimals"),
        (lambda x: np.floor(mean_square(x)), "is rounded down to a whole number"),
        (lambda x: mean_square(x) + 1e-6, "off by 1e-06 every time, whatever the input: a small"),
        (
            lambda x: mean_square(x) - np.mean(x) + 0.5 * np.mean(np.log(x)),
            "one minus the mean of `x` plus half the mean of log(`x`): look at those terms",
        ),
        (
            lambda x: np.clip(mean_square(x), 0.5, np.exp(1)),
            "never above 2.718 = exp(1) and never below 1/2, where the right one goes on",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_was_done_to_a_number_is_said(wrong: Callable[..., Any], sentence: str) -> None:
    """The relation holds on every input, and nothing else explains it."""
    assert sentence in str(said(inputs("x"), wrong, mean_square))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda x: x, "is the input `x` as it came"),
        (lambda x: 1 - np.exp(-x), "is 1 minus the right one"),
        (lambda x: np.exp(-x) * x, "is the right one times `x`"),
        (lambda x: np.exp(-x) * x.shape[-1], "times the number of columns"),
        (lambda x: np.eye(x.shape[-1])[x.argmin(-1)], "is 1 for the largest of each row"),
        (lambda x: np.flip(np.exp(-x)), "in reverse order"),
        (lambda x: np.log1p(np.exp(-x)), "a softplus where an exponential is asked for"),
        (lambda x: np.exp(-x) * (x < 2), "Your result is 0 where `x` is 2.0"),
        (lambda x: np.exp(-x) + (x < 1), "Your result is wrong only where"),
        (lambda x: np.sort(np.exp(-x), axis=None).reshape(x.shape), "in the wrong places"),
        (lambda x: 1 / (1 + np.exp(-np.exp(-x))), "is the sigmoid of the right one"),
        (lambda x: np.log(np.expm1(x)) * -1, "is the logit of the right one"),
    ],
)
def test_what_was_done_to_an_array_is_said(wrong: Callable[..., Any], sentence: str) -> None:
    """The same of answers that are arrays."""
    assert sentence in str(said(inputs("x"), wrong, lambda x: np.exp(-x)))


def test_what_is_shifted_as_a_whole_is_said() -> None:
    """By another number for each input; of a single number nothing of the kind can be said."""
    drawn = inputs("x", shapes=[shape for shape in SHAPES if shape not in ((1,), (1, 1))])
    shifted = said(drawn, lambda x: x**2 - np.max(x**3), lambda x: x**2)
    assert "is shifted as a whole" in str(shifted)
    single = inputs("x", shapes=[(1,)] * 9)
    assert said(single, lambda x: x**2 - np.max(x**3), lambda x: x**2) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            lambda x: -np.log(np.maximum(x, 1e-30)) * x.size,
            "finite where the right one is infinite",
        ),
        (lambda x: -np.log(np.where(x, x, 0.5)) * x.size, "finite where the right one is infinite"),
        (lambda x: -np.log(np.maximum(x, 1e-30)) * x.size + (x > 0) * 0.1, None),
    ],
)
def test_what_is_never_infinite_is_said(wrong: Callable[..., Any], sentence: str | None) -> None:
    """If everything else is right."""
    drawn = inputs("x")
    for given in drawn:
        given["x"].data.flat[0] = 0
        given["x"].data.flat[-1] = min(given["x"].data.size - 1, 1)
    with np.errstate(divide="ignore"):
        found = said(drawn, wrong, lambda x: -np.log(x) * x.size)
    assert (found is None) if sentence is None else sentence in str(found)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda x: (np.mean(x), np.var(x)), "Your `variance` is"),
        (lambda x: (np.mean(x), np.std(x)), None),
        (lambda x: (np.std(x), np.mean(x)), "You return `mean` and `variance` in the wrong order."),
        (lambda x: (np.mean(x), np.mean(x)), "Your `variance` holds what `mean` should be."),
        (lambda x: (2 * np.mean(x), np.std(x) ** 2), "`mean` is twice"),
        (lambda x: (2 * np.mean(x), np.std(x) + np.std(x) ** 3), None),
    ],
)
def test_parts_are_called_by_their_names(wrong: Callable[..., Any], sentence: str | None) -> None:
    """The statement of the exercise names them; each that is wrong must be explained."""
    message = said(
        inputs("x"),
        wrong,
        lambda x: (np.mean(x), np.std(x)),
        "mc_dropout_predict",
        "priors/dropout",
    )
    assert (message is None) if sentence is None else sentence in str(message)


def test_two_inputs_are_not_enough() -> None:
    """One gives the constant and one confirms it: that may be luck."""
    few = inputs("x", shapes=[(2,), (3,)])
    assert said(few, lambda x: 2 * mean_square(x), mean_square) is None


def test_one_input_that_differs_refutes_it() -> None:
    """A claim holds on every input or is not made."""
    assert said(inputs("x"), lambda x: mean_square(x) * (2 + (x.size == 12)), mean_square) is None


@pytest.mark.parametrize(
    "wrong", [lambda x: np.mean(x**3), lambda x: np.median(x**2), lambda x: np.nan * np.sum(x)]
)
def test_nothing_is_said_of_what_has_no_pattern(wrong: Callable[..., Any]) -> None:
    """Rather nothing than something vague."""
    assert said(inputs("x"), wrong, mean_square) is None


def test_numbers_without_end_are_no_trouble(recwarn: pytest.WarningsRecorder) -> None:
    """Answers may be of any size: nothing is printed about that."""
    assert said(inputs("x"), lambda x: 1e307 / x, lambda x: 1e-308 * x) is None
    assert not list(recwarn)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda x: x.size == 1, "right only for a single element"),
        (lambda x: x.size % 2 == 1, "right only for an odd number of elements"),
        (lambda x: (x > 0).all(), "wrong only where `x` has a negative number"),
        (lambda x: np.abs(x).max() < 50, "wrong only where abs(`x`) is"),
        (lambda x: (x.size + x.sum()) % 2 < 1, None),
    ],
)
def test_what_the_wrong_inputs_have_in_common_is_said(
    wrong: Callable[..., Any], sentence: str | None
) -> None:
    """Where the answer is right on many inputs and wrong on many, all of one kind."""
    drawn = inputs("x", shapes=[*SHAPES, *SHAPES, (1,), (1, 1), (1,), (5,), (7,), (9,)])
    for index, given in enumerate(drawn):
        given["x"].data.flat[0] *= (-1 if index % 3 else 1) * (index % 5 or 1000)
    known = asked_again(drawn, lambda x: np.sum(x) + (not wrong(x)), np.sum)
    found = condition(known)
    assert (found is None) if sentence is None else sentence in str(found)


def test_a_number_that_is_too_small_is_said() -> None:
    """With the bound on both sides."""
    numbers = [*np.linspace(0.01, 0.1, 9), *np.linspace(0.5, 9, 9)]
    drawn = [{"delta": float(number)} for number in numbers]
    known = asked_again(drawn, lambda d: d**2 + (d < 0.3), lambda d: d**2)
    assert "wrong only where abs(`delta`) is 0.1 or less, and right from 0.5 on" in str(
        condition(known)
    )


def test_a_matrix_with_nothing_beside_its_diagonal_is_said() -> None:
    """One of a single number is one."""
    drawn = inputs("x", shapes=[*[(2, 2), (3, 3), (4, 4)] * 6, *[(1, 1)] * 4])
    for given in drawn[::2]:
        given["x"].data[:] *= np.eye(len(given["x"].data))
    known = asked_again(drawn, lambda x: np.sum(np.diag(x) ** 2), lambda x: np.sum(x**2))
    assert "right only where `x` is diagonal" in str(condition(known))


def test_what_the_wrong_inputs_have_in_common_by_chance_is_not_said() -> None:
    """With the argument of another input the answer must turn."""
    drawn = inputs("x", "y", shapes=[*SHAPES, *SHAPES])
    for index, given in enumerate(drawn):
        given["x"].data.flat[0] *= -1 if index % 2 else 1
        given["y"] = tensor([2.9, 1.1 + index % 2, 0.1 + index % 2])

    def wrong(x: Any, y: Any) -> Any:
        return np.sum(x) + (np.mean(y) > 1.5)

    assert condition(asked_again(drawn, wrong, lambda x, y: np.sum(x))) is None


def asked_again(
    drawn: list[dict[str, Any]], got: Callable[..., Any], right: Callable[..., Any]
) -> Evidence:
    """Evidence of a submission that answers further inputs too."""

    def ask(probe: Any, given: Any, index: int) -> Case:
        [(_, [case])] = evidence([given], got, right).asked
        return case

    return evidence(drawn, got, right, ask=ask)


def test_which_labels_occur_says_nothing() -> None:
    """They are names: neither their size nor whether one of them is 0 explains an answer."""
    drawn = [{"y": tensor([i % 3, i % 5, 9 * (i % 2)], "int64")} for i in range(30)]
    known = evidence(drawn, lambda y: y.sum() + (y.max() > 5), np.sum)
    assert condition(known) is None


def test_a_hard_sigmoid_is_known() -> None:
    message = said(
        inputs("x"),
        lambda x: np.clip((x - 1.5) / 6 + 0.5, 0, 1),
        lambda x: 1 / (1 + np.exp(1.5 - x)),
    )
    assert "is a hard sigmoid" in str(message)


def test_being_right_again_and_again_for_zeros_is_no_pattern() -> None:
    """The simplest input comes often, and many a wrong answer is right there."""
    zeros = [{"x": tensor(np.zeros(1))} for _ in range(9)]
    drawn = [*zeros, *inputs("x", shapes=[(2,), (3,), (4,), (2, 2), (3, 2)])]
    assert condition(evidence(drawn, lambda x: 2 * np.sum(x), np.sum)) is None


def accurate(digits: float, **known: str) -> str | None:
    """What is said of an answer that is right to so many digits."""
    return said(
        inputs("x"),
        lambda x: mean_square(x) * (1 + 10.0**-digits * math.cos(x.size)),
        mean_square,
        **known,
    )


def test_rounding_is_no_mistake() -> None:
    """What float64 itself rounds off is not told."""
    assert accurate(15) is None


def test_numbers_of_float32_are_told_as_such() -> None:
    """No float64 number is one of float32 by chance: nothing small was added."""
    text = "def gaussian_nll(x):\n    return g(x) + 1e-8\n"
    message = said(inputs("x"), lambda x: np.float32(mean_square(x)), mean_square, text=text)
    assert str(message).endswith("digits only: it was float32, which has 7, on the way.")


def test_what_costs_the_digits_is_named_where_it_is_seen() -> None:
    """An accumulator and a small constant each have a line; without them nothing is said."""
    total = "def gaussian_nll(x):\n    total = torch.tensor(0.0)\n    return total + g(x)\n"
    small = "def gaussian_nll(x):\n    return g(x) + 1e-8\n"
    assert "`torch.tensor(0.0)` at line 2 makes float32" in str(accurate(7.5, text=total))
    assert accurate(4.5, text=total) is None
    assert "`1e-08` at line 2 may be too large" in str(accurate(7.5, text=small))
    assert accurate(7.5) is None


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


def test_a_cast_is_suspected_before_a_count() -> None:
    """A count leads to float32 only where nothing else does."""
    text = "def f(y):\n    n = (y == 1).sum()\n    return (n // 2).to(torch.get_default_dtype())\n"
    assert suspects(text, "f").float32 == "`torch.get_default_dtype()` at line 3"


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


def test_a_mask_is_inverted_and_never_a_probability() -> None:
    """What is true or false is no number."""
    inverted = said(inputs("x"), lambda x: x >= 1, lambda x: x < 1)
    assert inverted == "Your result is true where the right one is false."
