"""What an exercise must contain, checked without grading anything."""

import ast
import difflib
import inspect
import keyword
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import rtoml

from grader.authoring.faults import located
from grader.authoring.files import files_of, from_here
from grader.authoring.power.corpus import answers
from grader.catalogue import LEVELS, PAR, Exercise, listing, path_listed
from grader.judging.answer_key import AnswerKey
from grader.probe.values import Array
from grader.quiz.bank import load_questions
from grader.quiz.errors import QuestionError

UNWRITTEN = "???"
"""Marks the places in a skeleton where something must be written."""

WRONG, RIGHT = 6, 4
"""How many answers in the corpus each function needs at least."""

HINTS = (1, 2, 3, None)


def is_written(path: Path) -> bool:
    """Whether a file is there and no place in it still has `???`."""
    return path.is_file() and UNWRITTEN not in path.read_text("utf-8", "replace")


def unwritten(exercise: Exercise) -> Iterator[str]:
    """Files that are missing, and places that still have `???`."""
    files = files_of(exercise)
    for path in files.own:
        if not path.is_file():
            yield f"{from_here(path)} is missing; write it (`practice dev new` shows its form)."
            continue
        lines = path.read_text("utf-8", "replace").splitlines()
        open_places = [str(n) for n, line in enumerate(lines, 1) if UNWRITTEN in line]
        if open_places:
            yield _to_write(from_here(path), "line", open_places)
    if files.questions.is_file():
        try:
            tables = rtoml.loads(files.questions.read_text("utf-8", "replace"))
        except rtoml.TomlParsingError:
            return  # reading the questions reports it
        open_questions = [
            name
            for name, table in tables.items()
            if isinstance(table, dict)
            and table.get("exercise") == exercise.address
            and UNWRITTEN in str(table)
        ]
        if open_questions:
            yield _to_write(from_here(files.questions), "question", open_questions)


def _to_write(path: str, kind: str, places: list[str]) -> str:
    where = f"{kind}{'s' if len(places) > 1 else ''} {', '.join(places)}"
    return f"{path}: replace {UNWRITTEN} at {where}."


def unlisted(exercise: Exercise) -> Iterator[str]:
    """What the catalogue does not say about an exercise."""
    where = from_here(listing())
    if exercise.par not in PAR:
        yield (
            f"{where}: {exercise.address} has the par {exercise.par}; write the minutes that a "
            f"prepared candidate needs, {PAR[0]} to {PAR[-1]}."
        )
    if exercise.level not in LEVELS:
        level = exercise.level
        yield f"{where}: {exercise.address} has the level {level!r}; write junior or senior."
    if (places := path_listed().count(exercise.address)) != 1:
        yield (
            f"{where}: {exercise.address} is {places} times in `path`; put it once, after what a "
            "learner must have done before."
        )


def misnamed(exercise: Exercise) -> Iterator[str]:
    """Names that are Python keywords, which a module cannot have."""
    for name in (exercise.topic, exercise.name):
        if keyword.iskeyword(name):
            yield f"{exercise.address}: {name!r} is a Python keyword; choose another name."


def import_problems(exercise: Exercise, stub: str) -> Iterator[str]:
    """The most natural first line, such as `torch.log(sigma)`, must not end in a NameError."""
    bound = {
        (alias.name, alias.asname)
        for node in ast.parse(stub).body
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    if not bound & {("torch", None), ("numpy", "np")}:
        yield (
            f"{exercise.address}: the stub imports neither `torch` nor `numpy as np`; "
            "import one in the solution, because learners use it first."
        )


def wrong_declarations(exercise: Exercise, key: AnswerKey) -> Iterator[str]:
    """Names that the solution does not define, hints that do not exist, names used twice."""
    files, mistakes = files_of(exercise), key.known_mistakes
    checks, known = from_here(files.checks), from_here(files.mistakes)
    for probe in key.probes:
        if probe.of not in key.names:
            yield f"{checks}: the probe {probe.name} is for {_unknown(probe.of, key.names)}"
    for wrong in mistakes:
        if wrong.of not in key.names:
            yield f"{known}: {wrong.id} is for {_unknown(wrong.of, key.names)}"
        if wrong.hint not in HINTS:
            yield f"{known}: {wrong.id} names hint {wrong.hint}; choose hint 1, 2 or 3."
    for where, names in ((checks, [p.name for p in key.probes]),
                         (known, [m.id for m in mistakes])):  # fmt: skip
        for name, count in Counter(names).items():
            if count > 1:
                yield f"{where}: {count} are called {name}; rename all but one."
    for twice in {p.name for p in key.probes} & {m.id for m in mistakes}:
        yield f"{exercise.address}: a probe and a mistake are both called {twice}; rename one."
    if not mistakes:
        yield f"{known}: there are no known mistakes; write the mistakes that people make."
    checked = {probe.of.partition(".")[0] for probe in key.probes}
    for name in key.names:
        if name.partition(".")[0] not in checked:
            yield f"{checks}: {name} has no check; add a probe for it."


def _unknown(name: str, names: Sequence[str] | dict[str, int]) -> str:
    close = difflib.get_close_matches(name, names, n=1)
    instead = f"{close[0]}" if close else f"one of {', '.join(names)}"
    return f"{name}, which the solution does not define; name {instead}."


def drawn_too_narrowly(exercise: Exercise, key: AnswerKey) -> Iterator[str]:
    """Functions without a batch of one or non-square arrays, and inputs that cannot be drawn."""
    checks = files_of(exercise).checks
    shapes: dict[str, set[tuple[int, ...]]] = {}
    fewest: dict[str, int] = {}
    for probe in key.probes:
        try:
            inputs, _ = key.cases(probe)
        except Exception as error:  # whatever an author's strategy or driver raises
            yield f"{located(error, checks)} It happens when {probe.name} is drawn or answered."
            continue
        function = probe.of.partition(".")[0]
        fewest[function] = max(fewest.get(function, 1), probe.fewest)
        own = getattr(key.reference, function, None)
        # A function's own arguments are batches; other inputs are weights of a model.
        batches = inspect.signature(own).parameters if inspect.isfunction(own) else None
        shapes.setdefault(function, set()).update(
            value.shape
            for drawn in inputs
            for name, value in drawn.items()
            if isinstance(value, Array) and value.shape and (batches is None or name in batches)
        )
    for function, found in shapes.items():
        # A function of numbers or models has no batches.
        if found and not any(shape[0] <= fewest[function] for shape in found):
            yield f"{from_here(checks)}: {function} never gets n = 1; draw a batch of one."
        matrices = [shape for shape in found if len(shape) > 1]
        square = matrices and all(len(set(shape)) == 1 for shape in matrices)
        if square and not _must_be_square(key, function):
            yield (
                f"{from_here(checks)}: {function} gets only square shapes; "
                "draw others, on which a transposed answer fails."
            )


def _must_be_square(key: AnswerKey, function: str) -> bool:
    """Whether the reference raises for matrices that lost a column, such as covariances."""
    for probe in key.probes:
        if probe.of.partition(".")[0] == function and probe.referenced:
            try:
                for drawn in key.cases(probe)[0]:
                    cut = {name: _without_a_column(value) for name, value in drawn.items()}
                    key.expected(probe, cut)
            except Exception:  # whatever the reference raises
                return True
    return False


def _without_a_column(value: object) -> object:
    if isinstance(value, Array) and len(value.shape) > 1 and value.shape[-1] > 1:
        return replace(value, data=value.data[..., :-1])
    return value


def corpus_problems(exercise: Exercise, key: AnswerKey) -> Iterator[str]:
    """Functions with too few answers in other people's styles."""
    path = files_of(exercise).corpus
    if not path.is_file():
        return  # reported as a missing file
    try:
        found = answers(exercise)
    except Exception as error:  # whatever an author's module raises
        yield located(error, path)
        return
    for name, answer in found.items():
        if answer.of not in key.names:
            yield f"{from_here(path)}: {name} is for {_unknown(answer.of, key.names)}"
    for function in _functions(key.names):
        # An answer for the whole class counts for each of its methods.
        own = [a for a in found.values() if a.of in (function, function.partition(".")[0])]
        right = sum(answer.status == "pass" for answer in own)
        wrong = len(own) - right
        if wrong < WRONG or right < RIGHT:
            yield (
                f"{from_here(path)}: {function} has {wrong} wrong and {right} right answers; "
                f"write at least {WRONG} wrong and {RIGHT} right ones."
            )


def _functions(names: dict[str, int]) -> list[str]:
    """The names of the contract, without classes that have methods of their own."""
    classes = {name.partition(".")[0] for name in names if "." in name}
    return [name for name in names if name not in classes]


def quiz_problems(exercise: Exercise) -> Iterator[str]:
    """No question about the exercise, or a file of questions that cannot be read."""
    path = files_of(exercise).questions
    try:
        found = load_questions(path.parent)
    except QuestionError as error:
        yield str(error)
        return
    if not any(question.exercise == exercise.address for question in found):
        yield (
            f"{from_here(path)}: {exercise.address} has no question; "
            "add one as docs/quiz.md describes."
        )
