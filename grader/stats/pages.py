"""Statistics as text for a terminal: numbers, bars and a calendar."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from grader.render.markdown import Page, Prose
from grader.stats import words
from grader.stats.calendar import MINUTES, CalendarDay, calendar, months
from grader.stats.measures import Statistics

_BAR = 20
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")


class Marks(NamedTuple):
    """The characters of bars and of the calendar.

    Attributes:
        bar: one part of a bar.
        idle: a day without work.
        work: days of work, the shortest first.
    """

    bar: str
    idle: str
    work: str


BLOCKS = Marks("\N{FULL BLOCK}", "\N{MIDDLE DOT}", "░▒▓█")
PLAIN = Marks("#", ".", "-+*#")
"""For output that cannot show blocks."""


def stats_page(found: Statistics, marks: Marks) -> Page:
    """Everything, part by part; parts without numbers are left out."""
    if not found.days:
        return [Prose(f"{words.NOTHING}; `practice next` shows the first exercise.")]
    parts = [
        _summary(found),
        _calendar(found, marks),
        _exercises(found),
        _quiz(found, marks),
        _mistakes(found),
        _interviews(found, marks),
    ]
    page: Page = []
    for part in parts:
        if lines := list(part):
            page += [*lines, ""]
    return page[:-1]


def _summary(found: Statistics) -> Iterator[Text]:
    yield Text("So far", "bold")
    for name, text in words.summary(found):
        yield Text.assemble((f"  {name:<8}", "dim"), text)


def _calendar(found: Statistics, marks: Marks) -> Iterator[Text]:
    yield Text("Days", "bold")
    weeks = calendar(found.days, found.today)
    yield Text(f"       {_spaced(months(weeks))}", "dim")
    for place, weekday in enumerate(_WEEKDAYS):
        cells = (_cell(week[place], marks) for week in weeks)
        yield Text.assemble((f"  {weekday:<3}  ", "dim"), (" ".join(cells).rstrip(), "green"))
    steps = ", ".join(f"{mark} {low}" for mark, low in zip(marks.work, MINUTES, strict=True))
    yield Text(f"       {marks.idle} none, {steps} minutes or more", "dim")


def _spaced(names: list[str]) -> str:
    """Names of months above columns of two characters."""
    line = ""
    for number, name in enumerate(names):
        line = f"{line:<{2 * number}}{name}" if name else line
    return line


def _cell(day: CalendarDay | None, marks: Marks) -> str:
    if day is None:
        return " "
    return marks.work[day.step - 1] if day.step else marks.idle


def _exercises(found: Statistics) -> Iterator[Text]:
    if not found.exercises:
        return
    column = max(map(len, found.exercises)) + 2
    head = f"{'sessions':>8}{'passed':>7}{'first':>6}{'hints':>6}{'seen':>5}"
    yield Text.assemble(
        ("Exercises".ljust(column + 2), "bold"), (f"{head}{'time':>11}{'known':>6}", "dim")
    )
    for address, one in found.exercises.items():
        numbers = f"{one.sittings:>8}{one.passed:>7}{one.passed_at_first:>6}{one.hints:>6}"
        known, time = words.recall(one.recall), words.minutes(one.seconds)
        yield Text(f"  {address:<{column}}{numbers}{one.reveals:>5}{time:>11}{known:>6}".rstrip())


def _quiz(found: Statistics, marks: Marks) -> Iterator[Text]:
    if not found.quiz:
        return
    yield Text("Quiz, right by topic", "bold")
    for topic, one in found.quiz.items():
        yield _bar(topic, one.right / one.answered, words.quiz_share(one), marks)


def _mistakes(found: Statistics) -> Iterator[Text]:
    if not found.mistakes:
        return
    yield Text("Commonest mistakes", "bold")
    for one in found.mistakes:
        name = words.mistake(one)
        yield Text.assemble(f"  {one.sittings:>3}  {name}", (f"  {one.exercise}", "dim"))


def _interviews(found: Statistics, marks: Marks) -> Iterator[Text]:
    if not found.interviews:
        return
    yield Text("Interviews", "bold")
    for one in found.interviews:
        day = one.began.astimezone().date().isoformat()
        if one.total is None:
            yield Text(f"  {day:<13}not scored  {one.level}")
        else:
            yield _bar(day, one.total / 100, f"{round(one.total)} of 100  {one.level}", marks)


def _bar(name: str, share: float, after: str, marks: Marks) -> Text:
    bar = marks.bar * round(_BAR * share)
    return Text.assemble(f"  {name:<13}", (f"{bar:<{_BAR}}", "green"), f"  {after}")
