"""What an exercise must have and may say, found without grading anything."""

import ast
import difflib
import inspect
import keyword
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence

from grader.authoring.faults import located
from grader.authoring.files import files_of, from_here
from grader.authoring.power.corpus import answers
from grader.catalogue import Exercise
from grader.judging.answer_key import AnswerKey
from grader.probe.values import Array
from grader.quiz.bank import load_questions
from grader.quiz.errors import QuestionError

UNWRITTEN = "???"
"""Stands in a skeleton where something is to be written."""

WRONG, RIGHT = 6, 4
"""How many answers of the corpus each function needs at least."""

HINTS = (1, 2, 3, None)


def unwritten(exercise: Exercise) -> Iterator[str]:
    """Files that are missing, and places that still hold `???`."""
    files = files_of(exercise)
    for path in files.python:
        if not path.is_file():
            yield f"{from_here(path)} is missing; write it, as `practice dev new` would."
            continue
        lines = path.read_text("utf-8", "replace").splitlines()
        open_places = [str(n) for n, line in enumerate(lines, 1) if UNWRITTEN in line]
        if open_places:
            yield _to_write(from_here(path), "line", open_places)
    if files.questions.is_file():
        try:
            tables = tomllib.loads(files.questions.read_text("utf-8", "replace"))
        except tomllib.TOMLDecodeError:
            return  # what reads the questions says so
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
    return f"{path}: write what is missing, marked {UNWRITTEN}, at {where}."


def misnamed(exercise: Exercise) -> Iterator[str]:
    """Names that Python keeps for itself, so that no module can have them."""
    for name in (exercise.topic, exercise.name):
        if keyword.iskeyword(name):
            yield f"{exercise.address}: {name!r} is a keyword of Python; choose another name."


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
            "import in the solution what a learner types first."
        )


def wrong_declarations(exercise: Exercise, key: AnswerKey) -> Iterator[str]:
    """Names that the solution does not define, hints that it does not have, names given twice."""
    files, mistakes = files_of(exercise), key.known_mistakes
    checks, known = from_here(files.checks), from_here(files.mistakes)
    for probe in key.probes:
        if probe.of not in key.names:
            yield f"{checks}: the probe {probe.name} is of {_unknown(probe.of, key.names)}"
    for wrong in mistakes:
        if wrong.of not in key.names:
            yield f"{known}: {wrong.id} is of {_unknown(wrong.of, key.names)}"
        if wrong.hint not in HINTS:
            yield f"{known}: {wrong.id} names hint {wrong.hint}; there are hints 1, 2 and 3."
    for where, names in ((checks, [p.name for p in key.probes]),
                         (known, [m.id for m in mistakes])):  # fmt: skip
        for name, count in Counter(names).items():
            if count > 1:
                yield f"{where}: {count} are called {name}; rename all but one."
    for twice in {p.name for p in key.probes} & {m.id for m in mistakes}:
        yield f"{exercise.address}: a probe and a mistake are both called {twice}; rename one."
    if not mistakes:
        yield f"{known}: no mistake is known; write down what people do wrong."
    checked = {probe.of.partition(".")[0] for probe in key.probes}
    for name in key.names:
        if name.partition(".")[0] not in checked:
            yield f"{checks}: nothing is checked about {name}; add a probe of it."


def _unknown(name: str, names: Sequence[str] | dict[str, int]) -> str:
    close = difflib.get_close_matches(name, names, n=1)
    instead = f"{close[0]}" if close else f"one of {', '.join(names)}"
    return f"{name}, which the solution does not define; name {instead}."


def drawn_too_narrowly(exercise: Exercise, key: AnswerKey) -> Iterator[str]:
    """Functions that meet no batch of one, or square arrays only; and inputs that fail to draw."""
    checks = files_of(exercise).checks
    shapes: dict[str, set[tuple[int, ...]]] = {}
    for probe in key.probes:
        try:
            inputs, _ = key.cases(probe)
        except Exception as error:  # whatever an author's strategy or driver raises
            yield f"{located(error, checks)} It happens where {probe.name} is drawn or answered."
            continue
        function = probe.of.partition(".")[0]
        own = getattr(key.reference, function, None)
        # What a driver makes a model of is weights; a function's own arguments are batches.
        batches = inspect.signature(own).parameters if inspect.isfunction(own) else None
        shapes.setdefault(function, set()).update(
            value.shape
            for drawn in inputs
            for name, value in drawn.items()
            if isinstance(value, Array) and value.shape and (batches is None or name in batches)
        )
    for function, found in shapes.items():
        # A function of numbers or models has no batch.
        if found and not any(shape[0] == 1 for shape in found):
            yield f"{from_here(checks)}: {function} is never drawn with n = 1; draw a batch of one."
        matrices = [shape for shape in found if len(shape) > 1]
        if matrices and all(len(set(shape)) == 1 for shape in matrices):
            yield (
                f"{from_here(checks)}: {function} is drawn with square shapes only; "
                "draw some that a transposed answer cannot fit."
            )


def corpus_problems(exercise: Exercise, key: AnswerKey) -> Iterator[str]:
    """Functions with too few answers in other people's style."""
    path = files_of(exercise).corpus
    if not path.is_file():
        return  # said as a file that is missing
    try:
        found = answers(exercise)
    except Exception as error:  # whatever an author's module raises
        yield located(error, path)
        return
    for name, answer in found.items():
        if answer.of not in key.names:
            yield f"{from_here(path)}: {name} is of {_unknown(answer.of, key.names)}"
    for function in _functions(key.names):
        # An answer of the whole class answers for each of its methods.
        own = [a for a in found.values() if a.of in (function, function.partition(".")[0])]
        right = sum(answer.status == "pass" for answer in own)
        wrong = len(own) - right
        if wrong < WRONG or right < RIGHT:
            yield (
                f"{from_here(path)}: {function} has {wrong} wrong and {right} right answers; "
                f"write at least {WRONG} wrong and {RIGHT} right ones."
            )


def _functions(names: dict[str, int]) -> list[str]:
    """The contract without classes, but for those that have no method of their own."""
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
            f"{from_here(path)}: no question is about {exercise.address}; "
            "add one, as docs/quiz.md says."
        )
