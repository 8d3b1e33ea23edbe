"""A verdict as a terminal shows it: calm, in the order in which a learner needs it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.text import Text

from grader.render.prose import WIDEST, Lines, Prose, sanitise
from grader.verdict import BlankLeft, CheckResult, Counterexample, Status, Verdict

HINTS = 3
STYLES = {
    Status.PASS: "green",
    Status.FAIL: "bold red",
    Status.BLANK: "yellow",
    Status.ERROR: "bold red",
    Status.TIMEOUT: "bold red",
    Status.LIBRARY: "yellow",
    Status.SKIPPED: "dim",
}
_INDENT = "    "
_COLUMN = 11  # of the names, behind the longest status and two margins


def verdict_view(verdict: Verdict, *, hints: int = 0, then: str = "", alone: bool = True) -> Group:
    """Everything that a learner is told about a grade.

    Args:
        verdict: the grade.
        hints: how many hints of the exercise were taken already.
        then: what to do once this one passes, in Markdown.
        alone: whether no other grade follows, so that the next step is named.
    """
    parts = list(_parts(verdict, hints))
    if alone and (step := _next_step(verdict, hints, then)):
        parts.append(Prose(f"Next: {step}", "", "  "))
    return Group(*parts)


def summary_view(verdicts: Sequence[Verdict]) -> Group:
    """One line on several exercises, and the next step."""
    counts = Counter(verdict.status for verdict in verdicts)
    parts = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    lines: list[RenderableType] = [Text(f"{len(verdicts)} exercises: {parts}.")]
    todo = next((v.exercise for v in verdicts if v.status is not Status.PASS), None)
    if todo:
        lines.append(Prose(f"Next: `practice open {todo}`, then `practice grade {todo}`."))
    return Group(*lines)


def hint_line(exercise: str, taken: int, helpful: int | None = None) -> str:
    """The sentence that names the next hint to ask for.

    Args:
        exercise: its address.
        taken: how many hints were taken already.
        helpful: the number of the hint that is about the learner's mistake, if one is.
    """
    if helpful and helpful <= taken:
        return f"Hint {helpful} is about this: `practice hint {exercise} --all` shows it again."
    if taken >= HINTS:
        return f"You have had all hints; `practice solution {exercise}` shows a good answer."
    about = f"; hint {helpful} is about this" if helpful and helpful > taken + 1 else ""
    return f"`practice hint {exercise}` gives hint {taken + 1} of {HINTS}{about}."


def _parts(verdict: Verdict, hints: int) -> Iterator[RenderableType]:
    yield Text.assemble((verdict.exercise, "bold"), "  ", (sanitise(verdict.path), "dim"))
    yield ""
    first = verdict.first_failure
    for check in verdict.checks:
        if check is first and check.status is not Status.BLANK:
            yield from _feedback(check, verdict, hints)
            if check is not verdict.checks[-1]:
                yield ""
        else:
            yield _line(check)
    for blank in verdict.blanks:
        yield Prose(_blank(blank, verdict.path), "  ", _INDENT)
    if verdict.checks or verdict.blanks:
        yield ""
    if verdict.output:
        yield "  Your code printed:"
        yield Lines(verdict.output.rstrip("\n"), "  | ", "  | ", fold=True)
        yield ""
    yield Prose(_sentence(verdict), "", "  ", STYLES[verdict.status])


def _sentence(verdict: Verdict) -> str:
    """The verdict, without what the feedback on a check or the list of blanks has said already."""
    if verdict.blanks:
        left, total = len(verdict.blanks), verdict.blanks[0].total
        return f"{verdict.exercise} is not finished: {left} of {total} blanks to fill in."
    said = verdict.first_failure.message if verdict.first_failure else ""
    return verdict.message.removesuffix(said).rstrip() or f"{verdict.exercise} cannot be graded."


def _line(check: CheckResult) -> RenderableType:
    """One check in one line."""
    said = f"  {check.message}" if check.message else ""
    line = _lead(check.status) + Text(" ".join(sanitise(f"{check.name}{said}").split("\n")))
    line.truncate(WIDEST, overflow="ellipsis")
    return line


def _feedback(check: CheckResult, verdict: Verdict, hints: int) -> Iterator[RenderableType]:
    """What was expected, what was seen on the smallest input, why, and which hint helps."""
    misconception = verdict.misconception
    yield Prose(check.name, _lead(check.status), " " * _COLUMN, style="bold")
    yield ""
    yield Prose(f"Expected: {check.expected}", _INDENT, _INDENT)
    if check.message:
        yield Prose(check.message, _INDENT, _INDENT)
    if check.traceback:
        yield ""
        yield Lines(check.traceback.rstrip("\n"), f"{_INDENT}| ", f"{_INDENT}| ", fold=True)
    if check.counterexample:
        yield from _counterexample(check.counterexample)
    if misconception:
        yield ""
        yield Prose(f"Likely: {misconception.message}", _INDENT, _INDENT)
    if check.counterexample or misconception:
        helpful = misconception.hint if misconception else None
        yield ""
        yield Prose(f"Next: {hint_line(verdict.exercise, hints, helpful)}", _INDENT, _INDENT)


def _counterexample(example: Counterexample) -> Iterator[RenderableType]:
    yield ""
    yield Text(f"{_INDENT}The smallest input that shows it:")
    yield ""
    yield Lines(example.code.rstrip("\n"), _INDENT * 2, _INDENT * 2)
    values = {"yours": example.got, "right": example.expected, "difference": example.difference}
    known = {label: value for label, value in values.items() if value is not None}
    if known:
        yield ""
    for label, value in known.items():
        lead = f"{_INDENT}{label:<12}"
        yield Lines(value, lead, " " * len(lead), fold=True)


def _lead(status: Status) -> Text:
    return Text(f"  {status}".ljust(_COLUMN), STYLES[status])


def _blank(blank: BlankLeft, path: str) -> str:
    place = f"{PurePath(path).name}:{blank.line}"
    return f"blank {blank.number} of {blank.total} at {place}, {blank.prompt}, is not filled in yet"


def _next_step(verdict: Verdict, hints: int, then: str) -> str:
    """What to do now, where the feedback on a check has not said it already."""
    exercise = verdict.exercise
    if verdict.status is Status.PASS:
        interview = f"`practice solution {exercise}` says what to say about it in the interview"
        return f"{interview}; then {then}." if then else f"{interview}."
    if verdict.blanks:
        return f"`practice open {exercise}`; {hint_line(exercise, hints)}"
    return ""
