"""A verdict for a terminal, in the order in which a learner needs it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.text import Text

from grader.render.commands import COMMANDS, Commands
from grader.render.feedback import feedback, printed_elsewhere
from grader.render.markdown import CutLine, Prose, sanitise
from grader.verdict import BlankLeft, CheckResult, Status, Verdict

HINTS = 3
BLANKS = 20  # that are listed
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
_COLUMN = 11  # where names start, after the longest status and two margins


def verdict_view(
    verdict: Verdict,
    *,
    hints: int = 0,
    then: str = "",
    alone: bool = True,
    commands: Commands = COMMANDS,
    verbose: bool = False,
) -> Group:
    """Everything that a learner sees of a grade.

    Args:
        verdict: the verdict.
        hints: how many hints of the exercise were taken already.
        then: what to do once this one passes, in Markdown.
        alone: whether it is the only grade; each of several is shown more briefly.
        commands: word the next step.
        verbose: whether every check has a line, and every failure is explained.
    """
    more = "" if verbose else commands.in_full
    return Group(*_parts(verdict, hints, then, alone, commands, more))


def checks_view(verdict: Verdict, checks: Sequence[CheckResult]) -> Group:
    """Some checks of a grade in full."""
    parts: list[RenderableType] = [_head(verdict), ""]
    for check in checks:
        parts += [*feedback(check, verdict), ""]
    return Group(*parts, sentence_view(verdict))


def printed_view(verdict: Verdict, commands: Commands) -> Group:
    """Which file was graded, and its output."""
    printed = list(printed_elsewhere(verdict, [], commands.in_full))
    return Group(_head(verdict), *(["", *printed] if printed else []))


def sentence_view(verdict: Verdict) -> Prose:
    """A grade in one sentence."""
    return Prose(sentence(verdict), "", "  ", STYLES[verdict.status])


def check_line(status: Status, name: str, message: str = "") -> CutLine:
    """One check and its outcome."""
    said = f"{name}  {message}" if message else name
    return CutLine(_lead(status) + Text(" ".join(sanitise(said).split("\n"))))


def summary_view(verdicts: Sequence[Verdict]) -> Group:
    """One line about several exercises, and the next step."""
    counts = Counter(verdict.status for verdict in verdicts)
    parts = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    lines: list[RenderableType] = [Text(f"{len(verdicts)} exercises: {parts}.")]
    lines += _isolation(verdicts)
    todo = next((v.exercise for v in verdicts if v.status is not Status.PASS), None)
    if todo:
        lines.append(Prose(f"Next: `practice open {todo}`."))
    return Group(*lines)


def hint_line(
    exercise: str, taken: int, helpful: int | None = None, commands: Commands = COMMANDS
) -> str:
    """The sentence that names the next hint to ask for.

    Args:
        exercise: its address.
        taken: how many hints were taken already.
        helpful: the number of the hint that is about the learner's mistake, if one is.
        commands: word the step.
    """
    if helpful and helpful <= taken:
        return f"Hint {helpful} is about this; {commands.hints_again(exercise)} shows it again."
    if taken >= HINTS:
        return f"You have seen all hints; {commands.solution(exercise)} shows a good answer."
    about = f"; hint {helpful} is about this" if helpful and helpful > taken + 1 else ""
    return f"{commands.hint(exercise)} gives hint {taken + 1} of {HINTS}{about}."


def _parts(
    verdict: Verdict, hints: int, then: str, alone: bool, commands: Commands, more: str
) -> Iterator[RenderableType]:
    """The parts of a verdict; `more` is the command that shows everything, empty if this does."""
    yield _head(verdict)
    yield ""
    yield from _checks(verdict, verbose=not more)
    for blank in verdict.blanks[: BLANKS if alone else 1]:
        yield Prose(_blank(blank, verdict.path), "  ", _INDENT)
    if alone and len(verdict.blanks) > BLANKS:
        yield f"{_INDENT}and {len(verdict.blanks) - BLANKS} more"
    if verdict.checks or verdict.blanks:
        yield ""
    failed = failures(verdict)
    explained = failed[:1] if more else failed
    for check in explained:
        yield from feedback(check, verdict, more)
        yield ""
    if printed := list(printed_elsewhere(verdict, explained, more)):
        yield from printed
        yield ""
    yield sentence_view(verdict)
    if others := len(failed) - len(explained):
        count = "One more check fails" if others == 1 else f"{others} more checks fail"
        yield Prose(f"{count}; {more} shows everything.", "", "  ")
    if alone:
        yield from _isolation([verdict])
    picture = commands.picture(verdict.exercise)
    if picture and failed and is_drawn(failed[0]):
        yield Prose(f"{picture} draws yours and the right one.", "", "  ")
    if alone and verdict.status is Status.PASS:
        yield Prose(f"{commands.about(verdict.exercise)} draws what it is about.", "", "  ")
    if step := next_step(verdict, hints, then, alone, commands):
        yield Prose(f"Next: {step}", "", "  ")


def is_drawn(failure: CheckResult) -> bool:
    """Whether a failure is one of numbers, which a picture shows; see `judging.pictures`."""
    shown = failure.counterexample
    return failure.status is Status.FAIL and bool(shown and shown.got and shown.expected)


def _isolation(verdicts: Sequence[Verdict]) -> Iterator[Prose]:
    """A warning if code ran without full isolation."""
    if any(verdict.isolation == "partial" for verdict in verdicts):
        yield Prose(
            "Isolation is partial on this system: grade only code that you trust. `practice "
            "doctor` shows what is missing."
        )


def _head(verdict: Verdict) -> Text:
    return Text.assemble((verdict.exercise, "bold"), "  ", (sanitise(verdict.path), "dim"))


def sentence(verdict: Verdict) -> str:
    """The verdict, without what the feedback or the list of blanks says already."""
    if verdict.blanks:
        left, total = len(verdict.blanks), verdict.blanks[0].total
        return f"{verdict.exercise} is not finished: {left} of {total} blanks left to fill in."
    said = verdict.first_failure.message if verdict.first_failure else ""
    return verdict.message.removesuffix(said).rstrip() or f"{verdict.exercise} cannot be graded."


def _checks(verdict: Verdict, *, verbose: bool) -> Iterator[CutLine]:
    """Each check on one line; checks skipped in a row for the same reason share one.

    Unless `verbose`, the checks of a function that passes all of them share one too.
    """
    passed = {} if verbose else _passed(verdict)
    for (status, said), group in groupby(verdict.checks, lambda one: (one.status, one.message)):
        same = list(group)
        if status is Status.SKIPPED and len(same) > 1:
            yield check_line(status, f"{len(same)} checks", said)
            continue
        for check in same:
            function = _function(check)
            if function not in passed:
                yield check_line(status, check.name, _in_a_row(check, verdict))
            elif number := passed[function]:
                yield check_line(status, function, f"{number} checks")
                passed[function] = 0


def _in_a_row(check: CheckResult, verdict: Verdict) -> str:
    """The message beside a check's name; nothing is said twice."""
    if _is_explained(check, verdict):
        return ""
    known = verdict.first_failure
    return "Fails in the same way." if known and _told(check) == _told(known) else check.message


def _passed(verdict: Verdict) -> dict[str, int]:
    """The functions that passed all of their several checks, and how many checks each has."""
    groups: dict[str, list[Status]] = {}
    for check in verdict.checks:
        groups.setdefault(_function(check), []).append(check.status)
    return {
        function: len(found)
        for function, found in groups.items()
        if len(found) > 1 and set(found) == {Status.PASS}
    }


def _function(check: CheckResult) -> str:
    return check.name.partition(": ")[0]


def _is_explained(check: CheckResult, verdict: Verdict) -> bool:
    return check is verdict.first_failure and check.status is not Status.BLANK


def failures(verdict: Verdict) -> list[CheckResult]:
    """The failures to explain, each different one once.

    A call that raises fails every check that makes it in the same way.
    """
    found: dict[object, CheckResult] = {}
    for check in verdict.checks:
        if check.status not in (Status.PASS, Status.SKIPPED, Status.BLANK):
            found.setdefault(_told(check), check)
    return list(found.values())


def _told(check: CheckResult) -> object:
    """Everything that is shown of a failure."""
    return check.status, check.message, check.counterexample, check.traceback


def _lead(status: Status) -> Text:
    return Text(f"  {status}".ljust(_COLUMN), STYLES[status])


def _blank(blank: BlankLeft, path: str) -> str:
    place = f"{PurePath(path).name}:{blank.line}"
    return f"blank {blank.number} of {blank.total} at {place}, {blank.prompt}, is not filled in yet"


def next_step(verdict: Verdict, hints: int, then: str, alone: bool, commands: Commands) -> str:
    """What to do now."""
    exercise, failure, misconception = (
        verdict.exercise,
        verdict.first_failure,
        verdict.misconception,
    )
    if failure and (failure.counterexample or misconception):
        helpful = misconception.hint if misconception else None
        return hint_line(exercise, hints, helpful, commands)
    if not alone:
        return ""
    if verdict.status is Status.PASS:
        interview = f"{commands.solution(exercise)} shows how to explain it in the interview"
        return f"{interview}; then {then}." if then else f"{interview}."
    if verdict.blanks:
        return commands.fill_in(exercise, hint_line(exercise, hints, commands=commands))
    return ""
