"""Pages about exercises, other than verdicts: statement, hints, solution, and the list."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from grader.catalogue import Exercise, exercises, topics
from grader.learner.status import Standing, State
from grader.render.markdown import Lines, Prose, sanitise
from grader.source import Solution

Page = list[RenderableType]

_STATES = {
    State.PASSED: "green",
    State.TRIED: "yellow",
    State.BLANK: "yellow",
    State.UNTOUCHED: "dim",
}
_MEANINGS = {
    State.PASSED: "has passed, even if the file changed since",
    State.TRIED: "no blanks left, but has not passed yet",
    State.BLANK: "started, but has blanks left",
    State.UNTOUCHED: "not started yet",
}
_AGAIN = "has passed, and you started it again"
_SIDES = {"-": "red", "+": "green"}
NEAR = 3  # unchanged lines that are shown around changed ones


def list_page(known: Mapping[Exercise, Standing], width: int | None) -> Page:
    """Every exercise, topic by topic, with its status.

    Args:
        known: the learner's status in each exercise, as far as it is known.
        width: the column where titles are cut; None if they are not.
    """
    lines: Page = []
    column = max(len(exercise.address) for exercise in exercises()) + 2
    for topic in topics():
        lines.append(Text.assemble((topic.name, "bold"), f"  {topic.title}"))
        lines += [
            _line(exercise, known.get(exercise), column, width) for exercise in topic.exercises
        ]
        lines.append("")
    return lines


def legend(known: Iterable[Standing]) -> Page:
    """What the words in the list mean; only those that occur in it."""
    standings = tuple(known)
    states = {one.state for one in standings}
    rows = [(str(state), _STATES[state], _MEANINGS[state]) for state in State if state in states]
    if any(one.again for one in standings):
        rows.insert(1, ("again", "yellow", _AGAIN))
    return [
        Prose(meaning, Text.assemble("  ", (f"{word:<11}", style)), " " * 13)
        for word, style, meaning in rows
    ]


def count(known: Iterable[Standing]) -> str:
    """How many exercises have passed, and how many of those were started again."""
    standings = tuple(known)
    passed = sum(one.state is State.PASSED for one in standings)
    again = sum(one.again for one in standings)
    return f"{passed} of {len(standings)} passed{f', {again} started again' * bool(again)}."


def statement_page(solution: Solution) -> Page:
    """What an exercise asks for, and the signatures to keep."""
    code = "\n".join(signatures(solution.text))
    return [Prose(solution.statement), "", Lines(code, "    ", "    ")]


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
    solution: Solution, mine: str = "", file: str = "", *, whole: bool = False
) -> Page:
    """A good answer, as a diff to the learner's version, and how to explain it.

    Args:
        solution: the good answer.
        mine: the learner's text, if there is one.
        file: the path of the learner's text.
        whole: whether to show all unchanged lines.
    """
    return [
        *_code(solution.text, mine, file, whole),
        "",
        *interview_page(solution),
        "",
        *rubric_page(solution),
    ]


def interview_page(solution: Solution) -> Page:
    """How to explain an answer."""
    return [Text("In the interview", "bold"), "", Prose(solution.interview)]


def rubric_page(solution: Solution) -> Page:
    """What an interviewer listens for, and what would fail a candidate."""
    heard, sinking = (
        "\n".join(f"- {each}" for each in part) for part in (solution.rubric, solution.red_flags)
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


def _line(exercise: Exercise, known: Standing | None, column: int, width: int | None) -> Text:
    line = Text(f"  {exercise.address:<{column}}")
    after = ""
    if known:
        line.append(f"{known.state:<11}", _STATES[known.state])
        if known.again:
            after = "  again"
        if hints := known.history.hints:
            after += f"  {hints} hint{'s' * (hints > 1)}"
    title = Text(exercise.title)
    if width:
        title.truncate(width - len(line) - len(after), overflow="ellipsis")
    return line + title + Text(after, "dim")


def _code(solution: str, mine: str, file: str, whole: bool) -> Page:
    right, yours = _bare(solution), _bare(mine) if mine else ""
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


def _bare(text: str) -> str:
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
