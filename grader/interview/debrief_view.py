"""What is said on a terminal after an interview: its debrief, and those before it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from grader.interview.plan import QUICK
from grader.interview.score import WEIGHTS
from grader.interview.state import Interview
from grader.interview.views import clock
from grader.render.markdown import Prose, sanitise
from grader.render.pages import Page

if TYPE_CHECKING:
    from grader.interview.debrief import Debrief, PartReport

SCORES = {
    "understanding": "understanding",
    "code": "code",
    "edges": "edge cases and numerics",
    "explanation": "explanation",
}
"""What the parts of the score are called."""


def debrief_view(found: "Debrief") -> Page:
    """What is said after an interview."""
    page: Page = [
        Text.assemble(
            ("Debrief", "bold"),
            f"  {found.began.astimezone():%Y-%m-%d %H:%M}, {found.level}, seed {found.seed}",
        ),
        "",
        Prose(ending(found)),
        "",
        f"  {'part':<36}{'time':>7}{'par':>7}  result",
    ]
    for part in found.parts:
        page.append(
            Text.assemble(
                f"  {part.number}  {sanitise(part.title):<33}{clock(part.seconds):>7}"
                f"{part.par:>4} min  ",
                part.result,
            )
        )
    page += ["", *_scores(found)]
    for part in found.parts:
        page += _report(part)
    page += ["", *_review(found)]
    return page


def ending(found: "Debrief") -> str:
    """How an interview ended, in a sentence."""
    if found.ended == "time":
        return f"The {found.minutes} minutes are over. Thank you; let us look at how it went."
    return (
        f"Thank you; that took {clock(found.seconds)} of {found.minutes} minutes. Let us look at "
        "how it went."
    )


def _scores(found: "Debrief") -> Iterator[RenderableType]:
    for name, title in SCORES.items():
        points = getattr(found.score, name)
        shown = "not scored" if points is None else f"{points:3.0f}"
        yield Text(f"  {title:<26}{shown:>4}   {_bar(points)}   counts {WEIGHTS[name]} %")
        for how in found.workings[name]:
            yield Prose(how, "    ", "    ", style="dim")
    total = found.score.total
    shown = "not scored" if total is None else f"{total:3.0f} of 100"
    yield Text(f"  {'score':<26}{shown:>4}", "bold")


def _bar(points: float | None) -> str:
    full = round((points or 0) / 5)
    return "█" * full + "░" * (20 - full)


def _report(part: "PartReport") -> Iterator[RenderableType]:
    if part.kind == QUICK:
        if shown := [one for one in part.asked if one.outcome != "right"]:
            yield from ("", Text(f"{part.number}  {part.title}", "bold"))
        for one in shown if part.asked else []:
            yield from ("", Text.assemble("  ", (one.id, "bold"), f"  {one.outcome}"))
            yield Prose(one.prompt, "  ", "  ")
            yield ""
            yield Prose(one.feedback, "    ", "    ")
        return
    if part.broken or part.bugs:
        yield from ("", Text(f"{part.number}  {sanitise(part.title)}", "bold"))
    for broken in part.broken:
        grades = f"grade{'s' * (len(broken.grades) > 1)} {', '.join(map(str, broken.grades))}"
        yield ""
        yield Text.assemble("  ", (broken.name, "bold"), f"  {grades}")
        yield Prose(broken.sentence, "    ", "    ")
        if broken.mistake:
            yield Prose(f"The mistake: {broken.mistake}", "    ", "    ")
    for bug in part.bugs:
        yield ""
        yield Prose(f"The bug: {bug}", "  ", "  ")
    if part.points and any(not point.marked for point in part.points) and part.result[0].isdigit():
        yield from ("", Text(f"{part.number}  {sanitise(part.title)}", "bold"), "")
        yield "  What was still missing:"
        missing = "\n".join(f"- {point.text}" for point in part.points if not point.marked)
        yield Prose(missing, "    ", "    ")
    for flag in part.flags:
        if flag.marked:
            yield Prose(f"A red flag: {flag.text}", "    ", "    ")


def _review(found: "Debrief") -> Page:
    page: Page = []
    if found.unmarked:
        page += [
            Prose(
                f"Your explanation (part {found.unmarked}) is not marked, so it is not scored; "
                "`practice interview --mark` still marks it."
            ),
            "",
        ]
    again = [*found.exercises, *found.questions]
    if not again:
        return [*page, Prose("Nothing to do again. `practice interview` draws another one.")]
    ask = "`practice review` brings back what you graded and answered."
    return [*page, Prose(f"To do again: {', '.join(again)}. {ask}")]


def history_view(found: Iterable[tuple[Interview, float | None]]) -> Page:
    """Every interview with its score, oldest first."""
    numbered = list(enumerate(found, start=1))
    rows = [
        f"  {number:>2}  {one.began.astimezone():%Y-%m-%d %H:%M}  {one.plan.level:<7}"
        f"{one.plan.minutes:>4} min  {outcome(one, points)}"
        for number, (one, points) in numbered
    ]
    if not rows:
        return [Prose("There is no interview yet; `practice interview` starts one.")]
    over = [number for number, (one, _) in numbered if one.ended]
    if not over:
        return [*rows, "", Prose("`practice interview` shows where you are in it.")]
    return [
        *rows,
        "",
        Prose(f"`practice interview --history {over[-1]}` shows the debrief of the last one."),
    ]


def outcome(interview: Interview, points: float | None) -> str:
    """What came of an interview, in a few words."""
    if interview.ended is None:
        return "open"
    return "not scored" if points is None else f"{points:3.0f} of 100"
