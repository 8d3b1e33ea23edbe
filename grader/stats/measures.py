"""Counts everything that a history shows about a learner; docs/stats.md says what each number is.

A pure function of the stored rows, the catalogue and the clock.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from grader.catalogue import question_exercises
from grader.learner import clock
from grader.learner.log import LONGEST_GAP, Attempt, Log, Sitting
from grader.learner.progress import COUNTS
from grader.review.cards import Card, Deck
from grader.review.ratings import Rating

_DAY = timedelta(days=1)
_MOST = 10
"""How many of the commonest mistakes are listed."""


class DayOfWork(NamedTuple):
    """What was done on a day.

    Attributes:
        grades: how many grades there were.
        passes: how many exercises passed.
        answers: how many quiz questions were answered.
        seconds: the time at work.
    """

    grades: int = 0
    passes: int = 0
    answers: int = 0
    seconds: float = 0.0


class ExerciseWork(NamedTuple):
    """What was done in an exercise.

    Attributes:
        sittings: the sittings that are over and in which something was tried or seen.
        passed: how many of them ended with a pass.
        passed_at_first: how many of them passed at the first grade.
        hints: how many hints were taken in all of them.
        reveals: how many of them ended because the solution was shown.
        seconds: the time at work.
        recall: the probability of remembering it now; None if it is not a card yet, or was not
            remembered the last time.
        running: the sittings that are not over.
    """

    sittings: int = 0
    passed: int = 0
    passed_at_first: int = 0
    hints: int = 0
    reveals: int = 0
    seconds: float = 0.0
    recall: float | None = None
    running: int = 0


class MistakeMade(NamedTuple):
    """A known mistake that a learner made.

    Attributes:
        id: its slug.
        exercise: where.
        sittings: in how many sittings.
        last: when it was made last.
    """

    id: str
    exercise: str
    sittings: int
    last: datetime


class QuizShare(NamedTuple):
    """How the questions of a topic went, by the latest answer to each.

    Attributes:
        right: how many were answered right.
        answered: how many were answered.
        total: how many there are.
    """

    right: int
    answered: int
    total: int


class Retention(NamedTuple):
    """What is remembered.

    Attributes:
        cards: how many exercises and questions are known.
        predicted: the mean probability of remembering one now, by FSRS; None without cards.
        reviews: how often one was met again, after the first time.
        remembered: how often it was remembered then.
    """

    cards: int
    predicted: float | None
    reviews: int
    remembered: int


class InterviewScore(NamedTuple):
    """An interview that is over.

    Attributes:
        began: when.
        level: junior or senior.
        total: its score from 0 to 100, or None if there was nothing to score.
    """

    began: datetime
    level: str
    total: float | None


class Statistics(NamedTuple):
    """Everything that is counted.

    Attributes:
        today: the day on which it was counted.
        days: what was done on each day of work, oldest first.
        streak: how many days in a row up to today, or up to yesterday.
        longest: the most days in a row.
        exercises: what was done in each exercise, by its address.
        mistakes: the commonest known mistakes, the commonest first.
        checks: how often each check was the first to fail, the commonest first.
        quiz: how the questions of each topic went, by topic.
        retention: what is remembered.
        interviews: the interviews, oldest first.
    """

    today: date
    days: Mapping[date, DayOfWork]
    streak: int
    longest: int
    exercises: Mapping[str, ExerciseWork]
    mistakes: tuple[MistakeMade, ...]
    checks: tuple[tuple[str, int], ...]
    quiz: Mapping[str, QuizShare]
    retention: Retention
    interviews: tuple[InterviewScore, ...]

    @property
    def seconds(self) -> float:
        """The time at work on all days."""
        return sum(day.seconds for day in self.days.values())

    @property
    def sittings(self) -> int:
        """The sittings of all exercises."""
        return sum(one.sittings for one in self.exercises.values())

    @property
    def running(self) -> int:
        """The sittings that are not over."""
        return sum(one.running for one in self.exercises.values())

    @property
    def passed(self) -> int:
        """The sittings that ended with a pass."""
        return sum(one.passed for one in self.exercises.values())

    @property
    def passed_at_first(self) -> int:
        """The sittings that passed at the first grade."""
        return sum(one.passed_at_first for one in self.exercises.values())


def statistics(log: Log, deck: Deck, interviews: Iterable[InterviewScore] = ()) -> Statistics:
    """Count everything in a log, with the cards that follow from it."""
    days = days_of_work(log)
    streak, longest = streaks(days, clock.today())
    cards = [card for card in deck.cards.values() if card.memory]
    recalls = {card.id: card.memory.recall(clock.now()) for card in cards if card.memory}
    # Who has just seen a solution remembers that; they could not do it themselves.
    done = {card.id: recalls[card.id] for card in cards if card.events[-1].rating > Rating.AGAIN}
    return Statistics(
        clock.today(),
        days,
        streak,
        longest,
        _exercises(log, done),
        _mistakes(log),
        _checks(log),
        quiz_shares(log),
        _retention(cards, recalls),
        tuple(sorted(interviews, key=lambda one: one.began)),
    )


def streaks(days: Iterable[date], today: date) -> tuple[int, int]:
    """The days in a row up to today or yesterday, and the most in a row."""
    there = set(days)
    runs = {day: 1 for day in there if day - _DAY not in there}
    for first in runs:
        while first + _DAY * runs[first] in there:
            runs[first] += 1
    ends = {first + _DAY * (length - 1): length for first, length in runs.items()}
    return ends.get(today, ends.get(today - _DAY, 0)), max(runs.values(), default=0)


def days_of_work(log: Log) -> dict[date, DayOfWork]:
    """What was done on each day of work, oldest first."""
    grades = Counter(clock.day_of(attempt.at) for attempt in log.attempts)
    passes: dict[date, set[str]] = defaultdict(set)
    for attempt in log.attempts:
        if attempt.verdict == "pass" and attempt.mode in COUNTS:
            passes[clock.day_of(attempt.at)].add(attempt.exercise)
    answers = Counter(clock.day_of(answer.at) for answer in log.answers)
    seconds: dict[date, float] = defaultdict(float)
    for sitting in log.sittings:
        for day, spent in _time_by_day(sitting):
            seconds[day] += spent
    return {
        day: DayOfWork(grades[day], len(passes[day]), answers[day], seconds.get(day, 0.0))
        for day in sorted(grades.keys() | answers.keys() | seconds.keys())
    }


def _time_by_day(sitting: Sitting) -> Iterable[tuple[date, float]]:
    signs = [one for one in sitting.signs if sitting.ended is None or one <= sitting.ended]
    for sooner, later in pairwise(signs):
        if later - sooner <= LONGEST_GAP:
            yield clock.day_of(sooner), (later - sooner).total_seconds()


def _exercises(log: Log, recalls: Mapping[str, float]) -> dict[str, ExerciseWork]:
    grouped: dict[str, list[Sitting]] = defaultdict(list)
    for sitting in log.sittings:
        if sitting.mode in COUNTS:
            grouped[sitting.exercise].append(sitting)
    return {
        exercise: ExerciseWork(
            sum(_is_whole(one) for one in sittings),
            sum(one.passed for one in sittings),
            sum(one.passed_at_first for one in sittings),
            sum(one.hints for one in sittings),
            sum(one.revealed for one in sittings),
            sum(one.active.total_seconds() for one in sittings),
            recalls.get(exercise),
            sum(one.how is None for one in sittings),
        )
        for exercise, sittings in sorted(grouped.items())
    }


def _is_whole(sitting: Sitting) -> bool:
    return sitting.how is not None and (sitting.passed or sitting.revealed or bool(sitting.tries))


def _mistakes(log: Log) -> tuple[MistakeMade, ...]:
    made: dict[tuple[str, str], dict[str, datetime]] = defaultdict(dict)
    for attempt in log.attempts:
        if attempt.misconception:
            made[attempt.misconception, attempt.exercise][_sitting(attempt)] = attempt.at
    found = [
        MistakeMade(name, exercise, len(times), max(times.values()))
        for (name, exercise), times in made.items()
    ]
    found.sort(key=lambda one: (-one.sittings, -one.last.timestamp(), one.id))
    return tuple(found[:_MOST])


def _checks(log: Log) -> tuple[tuple[str, int], ...]:
    failed: dict[str, set[str]] = defaultdict(set)
    for attempt in log.attempts:
        if attempt.check:
            failed[attempt.check].add(f"{attempt.exercise} {_sitting(attempt)}")
    counts = [(name, len(sittings)) for name, sittings in failed.items()]
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0]))[:_MOST])


def _sitting(attempt: Attempt) -> str:
    """The sitting of a grade; what belongs to none counts once a day."""
    return attempt.sitting or clock.day_of(attempt.at).isoformat()


def quiz_shares(log: Log) -> dict[str, QuizShare]:
    """How the questions of each topic went, for the topics with answers."""
    latest = {one.question: one.correct for one in log.answers if one.answer not in (None, "null")}
    asked: dict[str, list[str]] = defaultdict(list)
    for question, exercise in question_exercises().items():
        asked[exercise.partition("/")[0]].append(question)
    return {
        topic: QuizShare(
            sum(latest.get(one, False) for one in questions),
            sum(one in latest for one in questions),
            len(questions),
        )
        for topic, questions in asked.items()
        if any(one in latest for one in questions)
    }


def _retention(cards: Iterable[Card], recalls: Mapping[str, float]) -> Retention:
    again = [event.rating for card in cards for event in card.events[1:]]
    return Retention(
        len(recalls),
        sum(recalls.values()) / len(recalls) if recalls else None,
        len(again),
        sum(rating > Rating.AGAIN for rating in again),
    )
