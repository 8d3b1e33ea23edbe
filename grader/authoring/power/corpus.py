"""The handwritten right and wrong answers of the tests, if a checkout has them."""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, shipped


@dataclass(frozen=True)
class WrongAnswer:
    """A wrong answer in a person's own style.

    Attributes:
        name: its name.
        text: the submission.
        named: the id of the known mistake that it is, or None if the catalogue has none.
    """

    name: str
    text: str
    named: str | None


def wrong_answers(exercise: Exercise) -> Iterator[WrongAnswer]:
    """Every answer that must not pass."""
    solution = exercise.solution.read_text("utf-8")
    for name, answer in answers(exercise).items():
        if answer.status != "pass":
            text = substitute(solution, answer.of, answer.write)
            yield WrongAnswer(f"{answer.of}, {name}", text, answer.named)


def right_answers(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Names and texts of submissions made from right answers, one function at a time."""
    by_part: dict[str, list[tuple[str, Any]]] = {}
    for name, answer in answers(exercise).items():
        if answer.status == "pass":
            by_part.setdefault(answer.of.partition(".")[0], []).append((name, answer))
    for together in zip_longest(*by_part.values()):
        names, text = [], exercise.solution.read_text("utf-8")
        for name, answer in filter(None, together):
            names.append(f"{answer.of} {name}")
            text = substitute(text, answer.of, answer.write)
        yield ", ".join(names), text


def answers(exercise: Exercise) -> dict[str, Any]:
    """Every answer of the corpus by name; none without a checkout."""
    return members(exercise, "corpus", "Answer")


def members(exercise: Exercise, folder: str, kind: str) -> dict[str, Any]:
    """The marked answers to an exercise in a folder of the tests; none without a checkout."""
    root = shipped("solutions").parent
    if not (root / "tests" / folder / exercise.file).is_file():
        return {}
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    package = f"tests.{folder.replace('/', '.')}"
    module = importlib.import_module(f"{package}.{exercise.topic}.{exercise.name}")
    return {name: member for name, member in vars(module).items() if type(member).__name__ == kind}
