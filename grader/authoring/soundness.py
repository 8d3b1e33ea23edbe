"""Proves an exercise sound: what must hold before a learner meets it."""

import ast
import tempfile
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, shipped
from grader.confine.scratch import scratch
from grader.judging.answer_key import AnswerKey
from grader.judging.grade import grade
from grader.judging.submission import contract
from grader.source import SCAFFOLDS, SourceError, read_solution, stub
from grader.verdict import Status, Verdict

WARM_SECONDS = 1.0
"""What a warm grade of the reference may take. Most take a tenth."""


def problems(exercise: Exercise) -> Iterator[str]:
    """Grade the reference, both stubs and every known mistake; yield what is wrong, in words."""
    try:
        solution = read_solution(exercise.solution)
    except (SourceError, OSError) as error:
        yield str(error)
        return
    yield from _import_problems(exercise, stub(solution, "guided"))
    if not _stub_is_current(exercise, stub(solution, "guided")):
        yield f"{exercise.address}: the stub is stale; run `practice dev stubs`."
    answer_key = AnswerKey(exercise)
    yield from _unchecked(exercise, answer_key, solution.text)
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        file = Path(folder, f"{exercise.name}.py")
        for scaffold in SCAFFOLDS:
            file.write_text(stub(solution, scaffold), "utf-8")
            yield from _stub_problems(exercise, scaffold, grade(exercise, file))
        file.write_text(solution.text, "utf-8")
        grade(exercise, file)
        yield from _reference_problems(exercise, grade(exercise, file))
        for wrong in answer_key.exam.known_mistakes:
            file.write_text(substitute(solution.text, wrong.of, wrong.write), "utf-8")
            verdict = grade(exercise, file)
            if verdict.status is Status.PASS:
                yield f"{exercise.address}: the known mistake {wrong.id} passes."
            elif verdict.misconception is None or verdict.misconception.id != wrong.id:
                named = verdict.misconception.id if verdict.misconception else "nothing"
                yield f"{exercise.address}: {wrong.id} is taken for {named}."


def _stub_is_current(exercise: Exercise, text: str) -> bool:
    path = shipped("exercises") / exercise.file
    return path.is_file() and path.read_text("utf-8") == text


def _import_problems(exercise: Exercise, text: str) -> Iterator[str]:
    """The most natural first line, such as `torch.log(sigma)`, must not end in a NameError."""
    bound = {
        (alias.name, alias.asname)
        for node in ast.parse(text).body
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    if not bound & {("torch", None), ("numpy", "np")}:
        yield (
            f"{exercise.address}: the stub imports neither `torch` nor `numpy as np`; "
            "import in the solution what a learner types first."
        )


def _unchecked(exercise: Exercise, answer_key: AnswerKey, text: str) -> Iterator[str]:
    checked = {probe.of.partition(".")[0] for probe in answer_key.exam.probes}
    for name in contract(text):
        if name.partition(".")[0] not in checked:
            yield f"{exercise.address}: nothing is checked about {name}."
    seen: set[str] = set()
    names = [probe.name for probe in answer_key.exam.probes]
    for key in names + [wrong.id for wrong in answer_key.exam.known_mistakes]:
        if key in seen:
            yield f"{exercise.address}: two probes or known mistakes are called {key}."
        seen.add(key)


def _stub_problems(exercise: Exercise, scaffold: str, verdict: Verdict) -> Iterator[str]:
    if verdict.status is not Status.BLANK or not verdict.blanks:
        yield f"{exercise.address}: the {scaffold} stub is reported {verdict.status}, not blank."


def _reference_problems(exercise: Exercise, verdict: Verdict) -> Iterator[str]:
    if verdict.status is not Status.PASS:
        yield f"{exercise.address}: the reference does not pass. {verdict.message}"
    elif verdict.seconds > WARM_SECONDS:
        yield f"{exercise.address}: a warm grade takes {verdict.seconds:.1f} s."
