"""What the learner has done so far: grades, sittings, hints, reveals and quiz answers.

Every call raises `Unstored`, with a sentence for the learner, if progress cannot be read or stored.
Callers carry on without it: a verdict must not be lost for it.
"""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.learner import clock, history, log, recording, sittings, texts
from grader.learner.database import Database, Unstored
from grader.learner.history import Day, History
from grader.learner.log import Answer, Attempt, Decision, Log, Sitting
from grader.learner.sittings import COUNTS, End, Mode

if TYPE_CHECKING:
    from grader.verdict import Verdict

__all__ = [
    "COUNTS",
    "Answer",
    "Attempt",
    "Day",
    "Decision",
    "End",
    "History",
    "Log",
    "Mode",
    "Progress",
    "Sitting",
    "Unstored",
]


class Progress:
    """The progress of one workspace, by exercise address and question id.

    A call that names no sitting is about the learner's own file, and so about its practice sitting,
    which begins by itself when there is none.
    """

    def __init__(self, path: Path) -> None:
        """Set where the database is; it is created at the first write."""
        self._database = Database(path)

    @property
    def notice(self) -> str:
        """A sentence for the learner about a repair that was made, or empty."""
        return self._database.notice

    def histories(self) -> dict[str, History]:
        """What is known about each exercise, by address; untouched exercises are not in it."""
        return self._database.read(history.histories, {})

    def history(self, exercise: str) -> History:
        """What is known about one exercise."""
        return self.histories().get(exercise, History())

    def scaffold(self, exercise: str) -> str | None:
        """The scaffold that an exercise was last started with, if it was."""
        query = "SELECT scaffold FROM starts WHERE exercise = ? ORDER BY at DESC, id DESC LIMIT 1"
        rows = self._database.rows(query, exercise)
        return rows[0][0] if rows else None

    def answered(self) -> dict[str, bool]:
        """For each quiz question that was answered: whether the latest answer was right.

        What an assistant answered is no answer of the learner's.
        """
        query = "SELECT question, correct FROM answers WHERE mode != 'assistant' ORDER BY at, id"
        rows = self._database.rows(query)
        return {question: bool(correct) for question, correct in rows}

    def answers(self, among: Collection[str] | None = None) -> tuple[Answer, ...]:
        """Every answer to a quiz question, oldest first, or those of some sittings."""
        return self._database.read(lambda database: log.answers(database, among), ())

    def last_day(self) -> Day | None:
        """The last day on which something was graded or answered."""
        return self._database.read(history.last_day, None)

    def sittings(self, among: Collection[str] | None = None) -> tuple[Sitting, ...]:
        """Every sitting with its grades, oldest first, or some by their names."""
        return self._database.read(lambda database: log.sittings(database, among), ())

    def log(self) -> Log:
        """Everything that can be counted, of one moment."""
        return self._database.read(log.everything, Log())

    def attempts(self, exercise: str) -> tuple[Attempt, ...]:
        """Every grade of an exercise, in every mode, oldest first."""
        nothing: tuple[Attempt, ...] = ()
        found = self._database.read(log.attempts, nothing)
        return tuple(attempt for attempt in found if attempt.exercise == exercise)

    def text(self, digest: str) -> bytes | None:
        """The graded text with a digest, or None if it is not stored, or no longer."""
        return self._database.read(lambda database: texts.text(database, digest), None)

    def begin(
        self,
        exercise: str,
        mode: Mode,
        scaffold: str,
        *,
        seed: int = 0,
        bugs: Sequence[str] = (),
    ) -> str:
        """Store that a sitting began, on a file that is not the learner's own; return its id.

        For the learner's own file, see `start`.
        """
        return self._database.write(
            lambda database: sittings.begin(
                database, exercise, mode, scaffold, clock.now(), seed=seed, bugs=bugs
            )
        )

    def end(self, sitting: str, how: str) -> None:
        """Store that a sitting ended, unless it has ended already."""
        self._database.write(lambda database: sittings.end(database, sitting, how, clock.now()))

    def start(self, exercise: str, scaffold: str, blanks: int) -> None:
        """Store that the learner started from a fresh stub with this many blanks."""
        self._database.write(lambda database: recording.start(database, exercise, scaffold, blanks))

    def undo(self, exercise: str) -> None:
        """Store that an earlier version was brought back, which ends the practice sitting."""
        self._database.write(lambda database: recording.undo(database, exercise))

    def record(self, verdict: "Verdict", content: bytes, sitting: str = "") -> None:
        """Store a verdict and the text that was graded.

        Args:
            verdict: the verdict.
            content: the graded text; empty if there is none, or if it changed during the grade.
            sitting: the sitting, if it is not the one of the learner's own file.
        """
        self._database.write(lambda database: recording.grade(database, verdict, content, sitting))

    def take_hint(self, exercise: str, total: int, sitting: str = "") -> int:
        """Take the next of `total` hints.

        Returns:
            Its number, from 1 to `total`, or `total + 1` if all were taken before in the sitting.
        """
        return self._database.write(
            lambda database: recording.hint(database, exercise, total, sitting)
        )

    def take_hints(self, exercise: str, last: int, sitting: str = "") -> None:
        """Store that the hints up to this number were shown."""
        self._database.write(lambda database: recording.hints(database, exercise, last, sitting))

    def reveal(self, exercise: str, sitting: str = "") -> None:
        """Store that the solution was shown, which ends the sitting."""
        self._database.write(lambda database: recording.reveal(database, exercise, sitting))

    def is_active(self, exercise: str, sitting: str = "") -> None:
        """Store that the learner is at work now; call it at most every minute or so."""
        self._database.write(lambda database: recording.sign(database, exercise, sitting))

    def answer(
        self,
        question: str,
        answer: str | None,
        correct: bool,
        *,
        mode: Mode = Mode.PRACTICE,
        sitting: str = "",
    ) -> None:
        """Store the answer to a quiz question; None means that it was skipped."""
        row = {"question": question, "answer": answer, "correct": correct, "sitting": sitting}
        at = clock.stamp(clock.now())
        self._database.write(
            lambda database: recording.insert(database, "answers", at=at, mode=str(mode), **row)
        )

    def decide(self, card: str, act: str, value: str = "") -> None:
        """Store what the learner decided about a card of their reviews."""
        row = {"id": os.urandom(12).hex(), "card": card, "act": act, "value": value}
        at = clock.stamp(clock.now())
        self._database.write(lambda database: recording.insert(database, "reviews", at=at, **row))
