"""What a learner sees before any hint: exact words, no formula, and a library to begin with."""

import ast
import re

import pytest

from grader.authoring import soundness
from grader.catalogue import Exercise, exercises, find_one
from grader.source import SCAFFOLDS, Solution, read_solution, stub

EXERCISES = exercises()
every = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.address)

# Formulas that no words define, and that an interviewer would write on the board.
ON_THE_BOARD: set[str] = set()


def squeezed(text: str) -> str:
    """Text without what does not matter in a formula: spaces and marks of code."""
    return re.sub(r"[\s`]", "", text)


def expressions(solution: Solution) -> list[str]:
    """The right sides of a formula, each of several symbols."""
    lines = solution.formula.strip("`\n").splitlines()
    sides = [re.split(r"\s=\s|:\s\s", line)[-1] for line in lines]
    return [squeezed(side) for side in sides if re.search(r"[-+*/^(].*[-+*/^(]", side)]


def shown(solution: Solution) -> str:
    """What both scaffolds show."""
    return squeezed("".join(stub(solution, scaffold) for scaffold in SCAFFOLDS))


@every
def test_a_stub_does_not_hold_the_formula(exercise: Exercise) -> None:
    """Neither statement nor docstrings nor prompts give the formula away."""
    solution = read_solution(exercise.solution)
    if exercise.address not in ON_THE_BOARD:
        assert not [side for side in expressions(solution) if side in shown(solution)]


@every
def test_the_first_hint_does_not_hold_the_formula(exercise: Exercise) -> None:
    """The formula comes with the second."""
    solution = read_solution(exercise.solution)
    assert not [side for side in expressions(solution) if side in squeezed(solution.hints[0])]


@every
def test_the_formula_fits_a_terminal(exercise: Exercise) -> None:
    """No line of it is broken at 80 columns, where it is indented."""
    lines = read_solution(exercise.solution).formula.splitlines()
    assert lines[0] == lines[-1] == "```"
    assert max(map(len, lines)) <= 74


@every
def test_a_stub_imports_what_is_typed_first(exercise: Exercise) -> None:
    """`torch.log(sigma)` or `np.log(sigma)` is not a NameError."""
    text = stub(read_solution(exercise.solution), "guided")
    imports = [ast.unparse(node) for node in ast.parse(text).body if isinstance(node, ast.Import)]
    assert {"import torch", "import numpy as np"} & set(imports)


def test_the_gate_refuses_a_stub_that_imports_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """`practice dev check` says so before a learner meets the NameError."""
    kl = read_solution(find_one("vae/kl").solution)
    without = kl._replace(text=kl.text.replace("import torch\n", ""))
    monkeypatch.setattr(soundness, "read_solution", lambda _: without)
    assert "imports neither `torch` nor" in "\n".join(
        soundness.readable_problems(find_one("vae/kl"))
    )
