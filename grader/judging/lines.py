"""Running some lines beside a submission, in a confined worker: what `practice room` calls Run."""

import ast
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from grader.catalogue import Exercise, imports
from grader.judging.options import Options
from grader.probe.text import in_words
from grader.probe.values import Raised
from grader.worker.failures import WorkerFailed
from grader.worker.forkserver import warm_up
from grader.worker.process import WorkerProcess

LONGEST = 20_000
"""Characters of the lines that are run."""

_PRELUDE = "import math\nimport numpy as np\nimport torch\nfrom torch import nn\n"


@dataclass(frozen=True)
class Ran:
    """What some lines did.

    Attributes:
        value: the value of the last line as Python prints it, or None if it has none.
        printed: what the code printed before.
        error: what went wrong, in a sentence, or None.
        line: the line of the submission that raised, if it did.
    """

    value: str | None = None
    printed: str = ""
    error: str | None = None
    line: int | None = None


def run_lines(
    exercise: Exercise,
    text: str,
    lines: str,
    options: Options = Options(),
    tick: Callable[[], None] = lambda: None,
) -> Ran:
    """Run lines of Python after a text that defines the exercise's functions.

    Args:
        exercise: the exercise whose libraries are there.
        text: the learner's file, or the reference.
        lines: the lines; the value of the last is shown if it is an expression.
        options: the device and the isolation.
        tick: called many times a second; an exception from it ends the run.
    """
    mark = secrets.token_hex(16)
    try:
        ast.parse(text)
        program = _program(lines, mark)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        where = f"Line {line} is" if line else "This is"
        return Ran(error=f"{where} not valid Python: {getattr(error, 'msg', error)}.")
    before = f"{text.rstrip()}\n\n{_PRELUDE}"
    warm_up(imports(exercise.topic))
    with WorkerProcess(options.device, options.isolation) as worker:
        worker.tick = tick
        try:
            answer = worker.load(before + program, f"{exercise.name}.py", exercise.checks, {})
        except WorkerFailed as failure:
            return Ran(printed=worker.printed.partition(mark)[0], error=str(failure))
        printed, _, value = worker.printed.partition(mark)
    if isinstance(raised := answer["error"], Raised):
        return _raised(raised, printed, before.count("\n"))
    return Ran(value.strip("\n") or None, printed)


def _program(lines: str, mark: str) -> str:
    """The lines, with the value of the last one printed after a mark.

    Raises:
        SyntaxError: they are not Python.
        ValueError: they are too many, or have a NUL.
    """
    if len(lines) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST:,} characters")
    body = ast.parse(lines).body
    if not body or not isinstance(last := body[-1], ast.Expr):
        return lines
    rows = lines.split("\n")
    row = rows[last.lineno - 1].encode()
    rows[last.lineno - 1] = (
        f"{row[: last.col_offset].decode()}_ = ({row[last.col_offset :].decode()}"
    )
    end = (last.end_lineno or last.lineno) - 1
    # A comment after the value would hide the bracket, so it closes on a line of its own.
    rows.insert(end + 1, ")")
    show = f"if _ is not None: print({mark!r}); print(_)"
    return "\n".join([*rows[: end + 2], show])


def _raised(error: Raised, printed: str, before: int) -> Ran:
    """An exception, placed in the file or in the lines."""
    if error.prompt is not None:
        return Ran(None, printed, f"The blank {error.prompt!r} is not filled in yet.")
    own = tuple(line for line in error.lines if line <= before)
    words = in_words(Raised(error.type, error.message), "It raised")
    place = own[-1] if own else (error.lines[-1] - before if error.lines else None)
    where = "your file" if own else "these lines"
    return Ran(
        None,
        printed,
        f"{words} (line {place} of {where})" if place else words,
        own[-1] if own else None,
    )
