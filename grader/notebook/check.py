"""`grader.check`: grading functions of this process by their source, in marimo and plain Python."""

import inspect
import linecache
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, FunctionType

from grader.catalogue import Exercise, UnknownAddress, find_one
from grader.notebook.answer import CellAnswer, of_cells, roots
from grader.notebook.cells import Cell, cell
from grader.notebook.desk import NotGraded, grade
from grader.notebook.result import Refusal, Result
from grader.notebook.session import inputs_with
from grader.notebook.steps import SessionSteps


def check(address: str, *answers: object) -> Result | Refusal:
    """Grade functions or classes that are defined in this process; see `grader.check`."""
    try:
        exercise = find_one(address)
        return grade(exercise, _gathered(exercise, answers), SessionSteps())
    except (UnknownAddress, NotGraded) as problem:
        return Refusal(str(problem))


def _gathered(exercise: Exercise, answers: Sequence[object]) -> CellAnswer:
    """The source of some functions, with what it needs from where they are defined."""
    wanted = roots(exercise)
    asked = f"{exercise.address} asks for {' and '.join(f'`{name}`' for name in wanted)}"
    if not answers:
        raise NotGraded(f"{asked}; pass it after the address.")
    cells: dict[str, Cell] = {}
    for answer in answers:
        code = _code(answer, asked)
        name = getattr(answer, "__name__", "")
        if name not in wanted:
            raise NotGraded(f"{asked}, and this is `{name}`; define it with that name.")
        if getattr(answer, "__qualname__", name) != name:
            raise NotGraded(
                f"`{name}` is defined inside of another function; define it at the top of a file "
                "or a cell, so that its source stands alone."
            )
        cells |= {one.label: one for one in _cells(code.co_filename, name)}
    where = next(iter(cells)) if len(cells) == 1 else "this session"
    return of_cells(exercise, list(cells.values()), where)


def _code(answer: object, asked: str) -> CodeType:
    """The code of a function, or of the first method of a class."""
    members = list(vars(answer).values()) if isinstance(answer, type) else [answer]
    for member in members:
        function = inspect.unwrap(member) if callable(member) else member
        if isinstance(function, FunctionType):
            if function.__name__ == "<lambda>":
                raise NotGraded(f"{asked}, and a lambda has no name; define it with `def`.")
            return function.__code__
    raise NotGraded(f"{asked}, written in Python; this is of type {type(answer).__name__}.")


def _cells(file: str, name: str) -> list[Cell]:
    """The texts that may define what a function needs: its file, or the inputs of the session."""
    linecache.checkcache(file)
    text = "".join(linecache.getlines(file))
    if not text:
        raise NotGraded(
            f"The source of `{name}` is not known, as when `exec` made it; define it in a file or "
            "a cell."
        )
    return inputs_with(file) or [cell(_shown(file), text)]


def _shown(file: str) -> str:
    """A path as seen from the current folder."""
    try:
        return str(Path(file).relative_to(Path.cwd()))
    except (ValueError, FileNotFoundError):  # or the current folder no longer exists
        return file
