"""The first page: every exercise with its state, what to do next, and the days practiced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.catalogue import Topic, topics
from grader.learner import clock
from grader.learner.log import Log
from grader.learner.status import Standing, State
from grader.review import words as review_words
from grader.review.queue import queue
from grader.review.remembered import deck_of
from grader.room import view
from grader.room.room import WORDS, Room
from grader.stats import words
from grader.stats.calendar import Week, calendar
from grader.stats.interviews import interview_scores
from grader.stats.measures import InterviewScore, QuizShare, days_of_work, quiz_shares, streaks

_INTERVIEWS = 3  # the last ones are shown


@dataclass(frozen=True)
class Done:
    """What the history says beside the exercises.

    Attributes:
        due: what is due for review, in a sentence; empty if nothing is.
        weeks: the calendar.
        practiced: days of work and days in a row, in words; empty if there are none.
        quiz: how the questions of each topic went.
        interviews: the last interviews, the latest first.
    """

    due: str = ""
    weeks: Sequence[Week] = ()
    practiced: str = ""
    quiz: Mapping[str, QuizShare] = field(default_factory=dict)
    interviews: Sequence[InterviewScore] = ()


def groups(room: Room) -> list[tuple[Topic, Sequence[Standing]]]:
    """The topics, with the learner's standing in their exercises."""
    known = {one.exercise: one for one in room.progress.standings()}
    return [(topic, [known[one] for one in topic.exercises]) for topic in topics()]


def html(room: Room) -> str:
    """The page."""
    grouped = groups(room)
    everything = [one for _, standings in grouped for one in standings]
    return view.render(
        "home.html.j2",
        title="Practice room",
        groups=grouped,
        states=WORDS,
        next=room.unfinished(),
        passed=sum(one.state is State.PASSED for one in everything),
        total=len(everything),
        path=_shown(room.workspace.root),
        problem="",
        done=done(room),
        words=words,
    )


def _shown(folder: Path) -> str:
    """A folder as its owner would write it."""
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(folder)


def done(room: Room) -> Done:
    """What the history says beside the exercises."""
    log = Log()
    interviews: tuple[InterviewScore, ...] = ()
    with room.progress.opened() as progress:
        log = progress.log()
        interviews = interview_scores(room.workspace)
    days, today = days_of_work(log), clock.today()
    row, _ = streaks(days, today)
    return Done(
        review_words.due(queue(deck_of(room.workspace, log), log)),
        calendar(days, today),
        f"{words.number(len(days), 'day')}, {row} in a row now" if days else "",
        quiz_shares(log),
        interviews[: -1 - _INTERVIEWS : -1],
    )
