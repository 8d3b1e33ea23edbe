"""A verdict as a terminal shows it: calm, in the order in which a learner needs it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.text import Text

from grader.render.prose import WIDEST, Lines, Prose, sanitise
from grader.verdict import BlankLeft, CheckResult, Counterexample, Status, Verdict

HINTS = 3
BLANKS = 20  # that are listed
PRINTED = 10  # lines of what a submission printed that are shown
LONGEST = 500  # characters of each of them
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


def verdict_view(
    verdict: Verdict, *, hints: int = 0, then: str = "", alone: bool = True, keys: bool = False
) -> Group:
    """Everything that a learner is told about a grade.

    Args:
        verdict: the grade.
        hints: how many hints of the exercise were taken already.
        then: what to do once this one passes, in Markdown.
        alone: whether it is the only grade; among several each is told more briefly.
        keys: whether hints and solutions come at a key, and not by a command.
    """
    return Group(*_parts(verdict, hints, then, alone, keys))


def printed_view(verdict: Verdict) -> Group:
    """Which file was graded, and what it printed."""
    printed = ["", *_printed(verdict.output)] if verdict.output else []
    return Group(_head(verdict), *printed)


def sentence_view(verdict: Verdict) -> Prose:
    """A grade in one sentence."""
    return Prose(_sentence(verdict), "", "  ", STYLES[verdict.status])


def check_line(status: Status, name: str, message: str = "") -> Text:
    """One check, and what came of it."""
    said = f"{name}  {message}" if message else name
    line = _lead(status) + Text(" ".join(sanitise(said).split("\n")))
    line.truncate(WIDEST, overflow="ellipsis")
    return line


def summary_view(verdicts: Sequence[Verdict]) -> Group:
    """One line on several exercises, and the next step."""
    counts = Counter(verdict.status for verdict in verdicts)
    parts = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    lines: list[RenderableType] = [Text(f"{len(verdicts)} exercises: {parts}.")]
    lines += _isolation(verdicts)
    todo = next((v.exercise for v in verdicts if v.status is not Status.PASS), None)
    if todo:
        lines.append(Prose(f"Next: `practice open {todo}`."))
    return Group(*lines)


def hint_line(exercise: str, taken: int, helpful: int | None = None, *, keys: bool = False) -> str:
    """The sentence that names the next hint to ask for.

    Args:
        exercise: its address.
        taken: how many hints were taken already.
        helpful: the number of the hint that is about the learner's mistake, if one is.
        keys: whether a key does it, and not a command.
    """
    hint = "`h`" if keys else f"`practice hint {exercise}`"
    if helpful and helpful <= taken:
        again = hint if keys else f"`practice hint {exercise} --all`"
        return f"Hint {helpful} is about this: {again} shows it again."
    if taken >= HINTS:
        solution = "`o`" if keys else f"`practice solution {exercise}`"
        return f"You have had all hints; {solution} shows a good answer."
    about = f"; hint {helpful} is about this" if helpful and helpful > taken + 1 else ""
    return f"{hint} gives hint {taken + 1} of {HINTS}{about}."


def _parts(
    verdict: Verdict, hints: int, then: str, alone: bool, keys: bool
) -> Iterator[RenderableType]:
    yield _head(verdict)
    yield ""
    yield from _checks(verdict)
    for blank in verdict.blanks[: BLANKS if alone else 1]:
        yield Prose(_blank(blank, verdict.path), "  ", _INDENT)
    if alone and len(verdict.blanks) > BLANKS:
        yield f"{_INDENT}and {len(verdict.blanks) - BLANKS} more"
    if verdict.checks or verdict.blanks:
        yield ""
    failure = verdict.first_failure
    if failure and _is_explained(failure, verdict):
        yield from _feedback(failure, verdict)
        yield ""
    if verdict.output:
        yield from _printed(verdict.output)
        yield ""
    yield sentence_view(verdict)
    if alone:
        yield from _isolation([verdict])
    if step := _next_step(verdict, hints, then, alone, keys):
        yield Prose(f"Next: {step}", "", "  ")


def _isolation(verdicts: Sequence[Verdict]) -> Iterator[Prose]:
    """A warning where code ran less confined than it could."""
    if any(verdict.isolation == "partial" for verdict in verdicts):
        yield Prose(
            "Isolation is partial here: grade only code that you trust. `practice doctor` says "
            "what is missing."
        )


def _head(verdict: Verdict) -> Text:
    return Text.assemble((verdict.exercise, "bold"), "  ", (sanitise(verdict.path), "dim"))


def _sentence(verdict: Verdict) -> str:
    """The verdict, without what the feedback on a check or the list of blanks has said already."""
    if verdict.blanks:
        left, total = len(verdict.blanks), verdict.blanks[0].total
        return f"{verdict.exercise} is not finished: {left} of {total} blanks to fill in."
    said = verdict.first_failure.message if verdict.first_failure else ""
    return verdict.message.removesuffix(said).rstrip() or f"{verdict.exercise} cannot be graded."


def _checks(verdict: Verdict) -> Iterator[Text]:
    """Each check in one line; those skipped together for the same reason share one."""
    for (status, said), group in groupby(verdict.checks, lambda one: (one.status, one.message)):
        same = list(group)
        if status is Status.SKIPPED and len(same) > 1:
            yield check_line(status, f"{len(same)} checks", said)
        else:
            for check in same:
                yield check_line(status, check.name, "" if _is_explained(check, verdict) else said)


def _is_explained(check: CheckResult, verdict: Verdict) -> bool:
    return check is verdict.first_failure and check.status is not Status.BLANK


def _feedback(check: CheckResult, verdict: Verdict) -> Iterator[RenderableType]:
    """What was expected, what was seen on the smallest input, and why."""
    if len(verdict.checks) > 1:
        yield Prose(check.name, style="bold")
        yield ""
    yield Prose(f"Expected: {check.expected}", "  ", "  ")
    if check.message:
        yield Prose(check.message, "  ", "  ")
    if check.traceback:
        yield ""
        yield Lines(check.traceback.rstrip("\n"), "  | ", "  | ", fold=True)
    if check.counterexample:
        yield from _counterexample(check.counterexample)
    if verdict.misconception:
        yield ""
        yield Prose(f"Likely: {verdict.misconception.message}", "  ", "  ")


def _counterexample(example: Counterexample) -> Iterator[RenderableType]:
    yield ""
    yield "  The smallest input that shows it:"
    yield ""
    yield Lines(example.code.rstrip("\n"), "      ", "      ")
    values = {"yours": example.got, "right": example.expected, "difference": example.difference}
    known = {label: value for label, value in values.items() if value is not None}
    if known:
        yield ""
    for label, value in known.items():
        lead = f"  {label:<12}"
        yield Lines(value, lead, " " * len(lead), fold=True)


def _printed(output: str) -> Iterator[RenderableType]:
    """The beginning of what the submission printed."""
    lines = output.rstrip("\n").split("\n")
    yield "Your code printed:"
    shown = (line if len(line) <= LONGEST else line[:LONGEST] + " ..." for line in lines[:PRINTED])
    yield Lines("\n".join(shown), "  | ", "  | ", fold=True)
    if len(lines) > PRINTED:
        yield f"  and {len(lines) - PRINTED} more lines; `--format json` has them"


def _lead(status: Status) -> Text:
    return Text(f"  {status}".ljust(_COLUMN), STYLES[status])


def _blank(blank: BlankLeft, path: str) -> str:
    place = f"{PurePath(path).name}:{blank.line}"
    return f"blank {blank.number} of {blank.total} at {place}, {blank.prompt}, is not filled in yet"


def _next_step(verdict: Verdict, hints: int, then: str, alone: bool, keys: bool) -> str:
    """What to do now."""
    exercise, failure, misconception = (
        verdict.exercise,
        verdict.first_failure,
        verdict.misconception,
    )
    if failure and (failure.counterexample or misconception):
        helpful = misconception.hint if misconception else None
        return hint_line(exercise, hints, helpful, keys=keys)
    if not alone:
        return ""
    if verdict.status is Status.PASS:
        interview = f"`practice solution {exercise}` says what to say about it in the interview"
        return f"{interview}; then {then}." if then else f"{interview}."
    if verdict.blanks:
        hint = hint_line(exercise, hints, keys=keys)
        return hint if keys else f"`practice open {exercise}`; {hint}"
    return ""
