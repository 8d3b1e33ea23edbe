"""The results of a class, counted from the last line about each file."""

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from grader.batch.results_file import Results
from grader.batch.row import Row
from grader.batch.submissions import Folder
from grader.catalogue import Exercise

OUTCOMES = ("pass", "library", "fail", "error", "timeout", "blank", "fault")
"""Every outcome that a file can have, best first."""

COMMONEST = 12
SLOWEST = 10
BROKEN = 50


@dataclass(frozen=True)
class Tally:
    """The outcomes of the answers to one exercise.

    Attributes:
        exercise: the exercise.
        counts: how many answers had each outcome.
        missing: how many learners handed in nothing.
    """

    exercise: Exercise
    counts: Mapping[str, int]
    missing: int

    @property
    def files(self) -> int:
        """How many answers there are."""
        return sum(self.counts.values())

    @property
    def share(self) -> float:
        """The share of the answers that pass."""
        return self.counts.get("pass", 0) / self.files


@dataclass(frozen=True)
class MistakeCount:
    """A misconception, and how many answers show it."""

    exercise: str
    message: str
    count: int


@dataclass(frozen=True)
class Summary:
    """A class.

    Attributes:
        learners: everyone, including those who handed in nothing.
        exercises: those that were asked for, in the order of the catalogue.
        tallies: the outcomes of each exercise that has answers.
        mistakes: the most common misconceptions, most common first.
        unnamed: how many wrong answers show no known misconception.
        slowest: the answers that took longest to grade, slowest first.
        broken: answers that the grader could not grade.
        cells: the outcome of each learner's answer to each exercise.
    """

    learners: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    tallies: tuple[Tally, ...]
    mistakes: tuple[MistakeCount, ...]
    unnamed: int
    slowest: tuple[Row, ...]
    broken: tuple[Row, ...]
    cells: Mapping[tuple[str, str], str]

    @property
    def files(self) -> int:
        """How many answers there are."""
        return len(self.cells)

    def count(self, outcome: str) -> int:
        """How many answers had this outcome."""
        return sum(tally.counts.get(outcome, 0) for tally in self.tallies)

    def passed(self, learner: str) -> int:
        """How many exercises a learner has passed."""
        return sum(self.cells.get((learner, e.address)) == "pass" for e in self.exercises)


def summarise(folder: Folder, exercises: tuple[Exercise, ...], results: Results) -> Summary:
    """Count the known results of the files in a folder."""
    known = [results.get(one.learner, one.exercise.address) for one in folder.files]
    rows = [row for row in known if row is not None]
    outcomes = {exercise.address: Counter[str]() for exercise in exercises}
    mistakes, messages = Counter[tuple[str, str]](), {}
    for row in rows:
        outcomes[row.exercise][row.outcome] += 1
        if row.misconception is not None:
            mistakes[row.exercise, row.misconception.id] += 1
            messages[row.exercise, row.misconception.id] = row.misconception.message
    return Summary(
        learners=tuple(folder.learners),
        exercises=exercises,
        tallies=tuple(
            Tally(exercise, counts, len(folder.learners) - counts.total())
            for exercise in exercises
            for counts in [outcomes[exercise.address]]
            if counts
        ),
        mistakes=tuple(
            MistakeCount(key[0], messages[key], count)
            for key, count in mistakes.most_common(COMMONEST)
        ),
        unnamed=sum(row.outcome == "fail" and row.misconception is None for row in rows),
        slowest=tuple(heapq.nlargest(SLOWEST, rows, key=lambda row: row.seconds)),
        broken=tuple(row for row in rows if row.fault is not None)[:BROKEN],
        cells={(row.learner, row.exercise): row.outcome for row in rows},
    )
