"""The calendar of days at work: weeks from Monday to Sunday, each day with how much it was."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from grader.stats.measures import DayOfWork

WEEKS = 18
MINUTES = (0, 10, 30, 60)
"""From how many minutes of a day each step starts."""


class CalendarDay(NamedTuple):
    """A day.

    Attributes:
        date: which.
        work: what was done on it, or None if nothing was.
    """

    date: date
    work: DayOfWork | None

    @property
    def step(self) -> int:
        """How much was done, from 0 for nothing to 4."""
        if self.work is None:
            return 0
        return sum(self.work.seconds >= 60 * low for low in MINUTES)


Week = Sequence[CalendarDay | None]
"""Seven days; None for those to come."""


def calendar(days: Mapping[date, DayOfWork], today: date, weeks: int = WEEKS) -> list[Week]:
    """The last weeks, the current one last."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=weeks - 1)
    all_days = [first + timedelta(days=number) for number in range(7 * weeks)]
    cells = [CalendarDay(day, days.get(day)) if day <= today else None for day in all_days]
    return [cells[start : start + 7] for start in range(0, 7 * weeks, 7)]


def months(weeks: Sequence[Week]) -> list[str]:
    """For each week the short name of its month, where a month starts; else an empty text.

    A name needs the room of two weeks.
    """
    found: list[str] = []
    for number, week in enumerate(weeks):
        start, before = week[0], weeks[number - 1][0] if number else None
        assert start is not None  # no week starts after today
        is_new = before is None or start.date.month != before.date.month
        has_room = number < len(weeks) - 1 and not (found and found[-1])
        found.append(f"{start.date:%b}" if is_new and has_room else "")
    return found
