"""Where a computation goes wrong is found by the numbers on the way."""

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.catalogue import exercises, imports
from grader.judging.diagnosis.code.source import Source
from grader.judging.diagnosis.locate.watched import Watched, read
from grader.judging.submission import contract
from tests.diagnosis.synthetic import tensor
from tests.diagnosis.test_repair import graded, laplace, said

WRONG = """import torch

def helper(x):
    return x + 1

def f(x, k):
    total = 0
    for i in range(3):
        total = total + x[i] * k
    return helper(total.exp()), -total
"""


def noted(text: str, *given: Any) -> dict[str, Any]:
    watched = Watched(text, "f", "torch")
    module: dict[str, Any] = {}
    exec(watched.noting, module)
    found = read(tensor(module["f"](*given).numpy()))
    return {ast.unparse(watched.places[index]): one for index, one in found.items()}


def test_a_watched_function_returns_the_numbers_that_it_computes_with() -> None:
    import torch

    found = noted(WRONG, torch.tensor([0.5, 0.25, 0.25]), 2)
    assert found["total.exp()"].value == pytest.approx(np.exp(2))
    assert found["-total"].value == -2
    assert found["-total"].kind == "float32"
    assert found["x + 1"].value == pytest.approx(np.exp(2) + 1)
    assert found["x[i] * k"].times == 3
    assert found["-total"].times == 1


@pytest.mark.parametrize(
    "returned",
    [[1.0], [0, 1, 0, 99], [0, 1, 0, 1, -3], [0, 1, 0, 1, 50], [np.nan] * 9, [[1.0]], []],
)
def test_whatever_a_submission_returns_instead_is_read_without_an_error(returned: Any) -> None:
    assert read(tensor(returned)) == {}
    assert read("text") == {}


def test_a_place_takes_other_numbers() -> None:
    import torch

    watched = Watched(WRONG, "f", "torch")
    place = next(node for node in watched.places if ast.unparse(node) == "-total")
    module: dict[str, Any] = {}
    exec(watched.with_numbers(place, np.array([[3.0, np.inf]]), "float32"), module)
    _, second = module["f"](torch.ones(3), 2)
    assert second.tolist() == [[3.0, np.inf]]
    assert second.dtype is torch.float32


def test_every_reference_can_be_watched() -> None:
    for exercise in exercises():
        text = exercise.solution.read_text("utf-8")
        for name in contract(text):
            if name in Source(text, name).functions:
                library = "torch" if "torch" in imports(exercise.topic) else "numpy"
                watched = Watched(text, name, library)
                assert watched.places
                exec(compile(watched.noting, name, "exec"), {"__name__": "watched"})


def test_the_smallest_place_that_gets_right_numbers_and_gives_wrong_ones_is_named(
    tmp_path: Path,
) -> None:
    text = laplace(
        "    error = (y - mu).abs()\n"
        "    size = torch.sqrt(4 + error * error / b / b) - 2\n"
        "    loss = torch.log(2 * b) + size\n"
        "    return loss.mean()"
    )
    message = said(graded(tmp_path, text))
    assert message == (
        "`torch.sqrt(4 + error * error / b / b) - 2` at line 8 gets right numbers, but comes to "
        "wrong ones: with the right ones in its place the answers are right."
    )


@pytest.mark.extensive
def test_nothing_is_said_where_two_places_are_wrong(tmp_path: Path) -> None:
    text = laplace(
        "    z = (y - mu) / b\n"
        "    size = torch.sqrt(4 + z * z) - 2\n"
        "    loss = torch.log(3 + 2 * b * b) + size\n"
        "    return loss.mean()"
    )
    assert "right numbers" not in said(graded(tmp_path, text))


def test_a_place_whose_variables_are_not_numbers_is_not_to_blame(tmp_path: Path) -> None:
    """What is in a list is not seen: it may be wrong already."""
    text = laplace(
        "    terms = []\n"
        "    for one, scale in zip((y - mu).reshape(-1), (0 * y + b).reshape(-1)):\n"
        "        terms.append(torch.log(2 * scale) + torch.sqrt(4 + one * one / scale) - 2)\n"
        "    return torch.stack(terms).mean()"
    )
    assert "torch.stack" not in said(graded(tmp_path, text))


def test_numbers_that_cancel_are_named_with_what_is_left(tmp_path: Path) -> None:
    text = laplace(
        "    far, near = y + 3e11 + 7e11, mu + 4e11 + 6e11\n"
        "    return (torch.log(2 * b) + (far - near).abs() / b).mean()"
    )
    message = said(graded(tmp_path, text))
    assert message.startswith("In `far - near` at line 8 numbers of 1e+12 nearly cancel")


def test_what_makes_infinity_is_named_with_the_number_that_does_it(tmp_path: Path) -> None:
    text = laplace(
        "    large = torch.exp(1000 * (y - mu).abs())\n"
        "    shares = large / large\n"
        "    return (torch.log(2 * b) + (y - mu).abs() / b + shares - 1).mean()"
    )
    message = said(graded(tmp_path, text))
    assert message.startswith(
        "`torch.exp(1000 * (y - mu).abs())` at line 7 is infinite where `1000 * (y - mu).abs()` is "
        "as large as "
    )


def test_an_answer_that_chance_decides_is_told_so(tmp_path: Path) -> None:
    text = laplace(
        "    noise = 0.01 * torch.randn_like(mu)\n"
        "    return (torch.log(2 * b) + (y - mu - noise).abs() / b).mean()"
    )
    message = said(graded(tmp_path, text))
    assert "another answer each time: `torch.randn_like(mu)` at line 7" in message
