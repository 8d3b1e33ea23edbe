"""Pages about an exercise, other than verdicts: statement, hints, solution."""

import ast
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from grader.catalogue import Exercise
from grader.render.markdown import Lines, Prose, sanitise
from grader.render.markdown import Page as Page

if TYPE_CHECKING:
    from grader.source import DocstringParts, Solution

_SIDES = {"-": "red", "+": "green"}
NEAR = 3  # unchanged lines that are shown around changed ones


def statement_page(solution: "Solution") -> Page:
    """What an exercise asks for, and the signatures to keep."""
    code = "\n".join(signatures(solution.text))
    return [Prose(solution.statement), "", Lines(code, "    ", "    ")]


def expectation(exercise: Exercise) -> str:
    """Who is asked an exercise, and how long it may take."""
    return f"{exercise.level}, {exercise.par} minutes in an interview"


def formula_page(exercise: Exercise, formula: str) -> Page:
    """The formula of an exercise, whose statement gives it in words."""
    return [Text.assemble((exercise.address, "bold"), "  formula"), "", Prose(formula, "  ", "  ")]


def hint_page(exercise: Exercise, hints: Sequence[str], number: int) -> Page:
    """One hint, numbered from 1."""
    return [
        Text.assemble((exercise.address, "bold"), f"  hint {number} of {len(hints)}"),
        "",
        Prose(hints[number - 1], "  ", "  "),
    ]


def solution_page(
    text: str, parts: "DocstringParts", mine: str = "", file: str = "", *, whole: bool = False
) -> Page:
    """A good answer, as a diff to the learner's version, and how to explain it.

    Args:
        text: the good answer.
        parts: the parts of its docstring.
        mine: the learner's text, if there is one.
        file: the path of the learner's text.
        whole: whether to show all unchanged lines.
    """
    return [
        *_code(text, mine, file, whole),
        "",
        *interview_page(parts),
        "",
        *rubric_page(parts),
    ]


def interview_page(solution: "Solution | DocstringParts") -> Page:
    """How to explain an answer."""
    return [Text("In the interview", "bold"), "", Prose(solution.interview)]


def rubric_page(parts: "DocstringParts") -> Page:
    """What an interviewer listens for, and what would fail a candidate."""
    heard, sinking = (
        "\n".join(f"- {each}" for each in part) for part in (parts.rubric, parts.red_flags)
    )
    return [
        Text("An interviewer listens for", "bold"),
        "",
        Prose(heard),
        "",
        Text("Red flags", "bold"),
        "",
        Prose(sinking),
    ]


def signatures(text: str) -> Iterator[str]:
    """The first lines of a module's public functions, of its classes and of their methods."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield _first_line(node)
        elif isinstance(node, ast.ClassDef):
            yield f"class {node.name}({', '.join(ast.unparse(base) for base in node.bases)}):"
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"    {_first_line(inner)}"


def _first_line(node: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"def {node.name}({ast.unparse(node.args)}){returns}"


def _code(solution: str, mine: str, file: str, whole: bool) -> Page:
    right, yours = bare(solution), bare(mine) if mine else ""
    if not yours:
        return [Lines(right)]
    if yours == right:
        return [Lines(right), "", Prose("Your answer is the same, word for word.")]
    import difflib

    near = len(yours) if whole else NEAR
    before, after = (side.rstrip().split("\n") for side in (yours, right))
    lines = difflib.unified_diff(before, after, n=near, lineterm="")
    shown = list(lines)[3:]  # after the two names and the first position
    return [
        Text.assemble(("-", "red"), f" yours, {sanitise(file)}"),
        Text.assemble(("+", "green"), " the solution"),
        "",
        *map(_compared, shown),
    ]


def _compared(line: str) -> Text:
    """A line of a diff; dots where lines are left out."""
    return Text("...", "dim") if line[0] == "@" else Text(sanitise(line), _SIDES.get(line[0], ""))


def bare(text: str) -> str:
    """A file's code alone: no module docstring and no markers of blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # lines as Python counts them
    try:
        first = ast.parse(text).body[:1]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text
    if first and isinstance(first[0], ast.Expr) and isinstance(first[0].value, ast.Constant):
        text = "\n".join(text.split("\n")[first[0].end_lineno or 0 :])
    text = re.sub(r"^ *# (blank: .*|end)\n", "", text, flags=re.MULTILINE)
    return re.sub(r" *# blank: .*$", "", text, flags=re.MULTILINE).strip() + "\n"
