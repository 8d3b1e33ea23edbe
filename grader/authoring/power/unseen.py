"""Wrong answers that the grader has not seen, and what people judged of how they are explained.

No machine can tell whether a sentence is true of somebody's code. So a person reads each
explanation beside its submission once; the judgment holds until the explanation changes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import rtoml

from grader.authoring.power.corpus import members
from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, shipped

SETS = ("building", "held_out", "fresh")
"""The first guides the grader's authors; the others measure it, each written at its time. Those in
`files` are whole files, whose first line says what is wrong."""


class Judgment(StrEnum):
    """What a person says of an explanation, with the submission beside it."""

    EXPLAINED = "explained"
    """It is true, and with it alone a reader could point at the line or the term."""
    VAGUE = "vague"
    """It is true, and would fit other mistakes of the function as well."""
    FALSE = "false"
    """It is not true of this submission."""
    SILENT = "silent"
    """Nothing is claimed but that the result is wrong."""
    UNJUDGED = "?"
    """Nobody has read it yet."""


@dataclass(frozen=True)
class UnseenAnswer:
    """A wrong answer.

    Attributes:
        name: what it is called: its set and its function.
        text: the submission.
        truth: what is really wrong with it, in a few words.
    """

    name: str
    text: str
    truth: str


def unseen_answers(exercise: Exercise) -> Iterator[UnseenAnswer]:
    """The unseen answers to an exercise; none without a checkout."""
    solution = exercise.solution.read_text("utf-8")
    for part in SETS:
        for name, answer in members(exercise, f"unseen/{part}", "UnseenAnswer").items():
            text = substitute(solution, answer.of, answer.write)
            yield UnseenAnswer(f"{part}.{name}", text, answer.truth)
    folder = _folder() / "files" / Path(exercise.file).with_suffix("")
    for file in sorted(folder.glob("*.py")):
        text = file.read_text("utf-8")
        truth = text.partition("\n")[0].removeprefix("# ")
        yield UnseenAnswer(f"files.{file.stem}", text, truth)


def judged(exercise: Exercise, explanations: Mapping[str, str]) -> dict[str, Judgment]:
    """What was judged of explanations, by the names of the answers; a new one is unjudged."""
    known = _entries(exercise)
    return {
        name: Judgment(known[name]["judged"])
        if name in known and known[name]["says"] == says
        else Judgment.UNJUDGED
        for name, says in explanations.items()
    }


def write_explanations(
    exercise: Exercise, answers: Iterable[UnseenAnswer], explanations: Mapping[str, str]
) -> None:
    """List every explanation for a person to judge; judgments that still hold stay."""
    holding = judged(exercise, explanations)
    path = _page(exercise)
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = (
        f"[{json.dumps(answer.name)}]\n"
        f"truth = {_quoted(answer.truth)}\n"
        f"says = {_quoted(explanations[answer.name])}\n"
        f"judged = {_quoted(holding[answer.name])}\n"
        for answer in answers
    )
    path.write_text("\n".join(entries), "utf-8")


def _entries(exercise: Exercise) -> dict[str, dict[str, str]]:
    path = _page(exercise)
    return rtoml.loads(path.read_text("utf-8")) if path.is_file() else {}


def _page(exercise: Exercise) -> Path:
    return _folder() / "judged" / Path(exercise.file).with_suffix(".toml")


def _folder() -> Path:
    return shipped("solutions").parent / "tests" / "unseen"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a string of JSON is one of TOML
