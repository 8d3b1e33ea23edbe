"""Reading a solution file, and refusing one that would not make a sound exercise."""

import ast
from pathlib import Path

from grader.source.docstring import parse_docstring
from grader.source.gaps import unfilled
from grader.source.markers import find_marks
from grader.source.model import Solution, SourceError
from grader.source.names import bindings
from grader.source.parsed import Parsed, parse
from grader.source.scaffold import stub

OWN_PACKAGES = {"grader", "exercises", "solutions"}


def read_solution(path: Path) -> Solution:
    """Read a solution file.

    Raises:
        SourceError: it cannot be read, is not valid Python, or breaks a rule of the format.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(path, 1, "is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise SourceError(path, 1, f"cannot be read: {error.strerror}") from error
    file = parse(path, text)
    prose = parse_docstring(file)
    _refuse_dependence(file)
    try:
        marks = find_marks(file)
    except RecursionError as error:
        raise file.error(1, "cannot be read: it is nested too deeply") from error
    if not marks:
        raise file.error(1, 'has no blank; mark one with "# blank: PROMPT"')
    solution = Solution(
        path=path,
        text=text,
        statement=prose.statement,
        formula=prose.formula,
        hints=prose.hints,
        interview=prose.interview,
        rubric=prose.rubric,
        red_flags=prose.red_flags,
        blanks=tuple(mark.blank for mark in marks),
    )
    _refuse_unreached(file, solution)
    return solution


def _refuse_unreached(file: Parsed, solution: Solution) -> None:
    """Refuse a blank after a jump or in a function that is redefined: it would never be run."""
    reached = {blank.prompt for blank in unfilled(stub(solution, "guided"))}
    for blank in solution.blanks:
        if blank.prompt not in reached:
            raise file.error(
                blank.line, "the blank is never reached; move it, or the code above it"
            )


def _refuse_dependence(file: Parsed) -> None:
    """Refuse imports and names that would break a stub, which is one file that imports `blank`."""
    for node in ast.walk(file.tree):
        match node:
            case ast.Import(names=names):
                roots = {alias.name.partition(".")[0] for alias in names}
            case ast.ImportFrom(module=module, level=level):
                roots = {"grader"} if level else {(module or "").partition(".")[0]}
            case _ if "blank" in bindings(node):
                raise file.error(
                    getattr(node, "lineno", 1), "the stub uses the name `blank`; choose another"
                )
            case _:
                continue
        if roots & OWN_PACKAGES:
            raise file.error(
                node.lineno, "an exercise must be a single file; import only libraries"
            )
