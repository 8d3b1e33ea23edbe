"""Drawing a plan: what to ask, from what the learner has not done or does badly.

A plan is a pure function of the seed, the history and the catalogue. Whatever is drawn has a number
of its own, from the seed and its name, so that an exercise that is added moves no other one.
"""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from grader.catalogue import Exercise, Level
from grader.interview.plan import (
    BUGS,
    CODE,
    EXPLAIN,
    MINUTES,
    QUICK,
    SCHEMA,
    SEEDS,
    Part,
    Plan,
    PlanError,
)
from grader.learner.progress import History

if TYPE_CHECKING:
    from grader.quiz import Question

QUESTIONS = 4
SLACK = 1.2
"""A second exercise needs this much more time than the par of both."""

FILLS = 4
"""The first exercise should fill a quarter of the time by its par, the second one an eighth."""

BUGGY_FROM = 30
"""Shorter interviews have no bugs to find."""

MOST_BUGS = 3

_NEW, _BAD, _SHAKY, _GOOD = 2.0, 3.0, 1.0, 0.5  # how likely each is to be asked, to each other


def draw(
    seed: int,
    level: Level,
    minutes: int,
    topics: Sequence[str],
    pool: Sequence[Exercise],
    questions: "Sequence[Question]",
    known: Mapping[str, History],
    answered: Mapping[str, bool],
    buggy: Collection[str] = (),
) -> Plan:
    """Draw a plan.

    Args:
        seed: what to draw with.
        level: whom it is for. A junior is asked no senior exercise; a senior is asked them first.
        minutes: how long it lasts.
        topics: what was asked for, to store.
        pool: the exercises to draw from.
        questions: the quiz questions to draw from; fewer than four are all asked.
        known: what the learner has done, by exercise.
        answered: whether the latest answer was right, by question.
        buggy: the exercises that bugs can be placed in.

    Raises:
        PlanError: nothing in the pool is asked at this level, or the time is out of range.
    """
    if minutes not in MINUTES:
        raise PlanError(f"An interview lasts {MINUTES[0]} to {MINUTES[-1]} minutes, not {minutes}.")
    if seed not in SEEDS:
        raise PlanError(f"A seed is a whole number from 0 to {SEEDS[-1]}, not {seed}.")
    usable = [one for one in pool if one.par and (level == "senior" or one.level == "junior")]
    if not usable:
        raise PlanError(
            f"No junior is asked {_listed(topics)}; use `--level senior`, or name another topic."
        )
    weights = {
        one: _need(known.get(one.address, History())) * (2 if one.level == level else 1)
        for one in usable
    }
    order = _drawn(f"{seed} code", weights)
    quick = _share(0.13 * minutes, 2, 6) if questions else 0
    explain = _share(0.12 * minutes, 2, 6)
    broken = _to_be_mended(order, known, buggy) if level == "senior" else None
    mend = _share(0.25 * minutes, 6, 15) if broken and minutes >= BUGGY_FROM else 0
    coded = list(_coded([one for one in order if not mend or one != broken] or order,
                        minutes - quick - explain - mend))  # fmt: skip
    parts = []
    if quick:
        parts.append(Part(QUICK, quick, questions=_quick(seed, questions, answered, coded)))
    for exercise, time in _timed(coded, minutes - quick - explain - mend):
        parts.append(Part(CODE, time, exercise.address, seed=_seed_of(seed, exercise)))
    if broken and mend:
        bugs = random.Random(f"{seed} bugs").randint(1, MOST_BUGS)
        parts.append(Part(BUGS, mend, broken.address, seed=_seed_of(seed, broken), bugs=bugs))
    taken = {*coded, broken} if mend else {*coded}
    said = _explained(seed, [one for one in usable if one not in taken] or coded, known)
    parts.append(Part(EXPLAIN, explain, said.address))
    return Plan(SCHEMA, seed, level, minutes, tuple(topics), tuple(parts))


def _share(minutes: float, least: int, most: int) -> int:
    return min(most, max(least, round(minutes)))


def _listed(topics: Sequence[str]) -> str:
    return " or ".join(topics) or "anything here"


def _need(history: History) -> float:
    """How much an exercise should be asked: what goes badly first, what went well last."""
    if not history.passed:
        return _BAD if history.attempts or history.revealed else _NEW
    return _SHAKY if history.hints or history.revealed else _GOOD


def _drawn(name: str, weights: Mapping[Exercise, float]) -> list[Exercise]:
    """All exercises in a drawn order, in which heavier ones tend to come first."""
    return sorted(
        weights, key=lambda one: _place(f"{name} {one.address}", weights[one]), reverse=True
    )


def _place(name: str, weight: float) -> float:
    # Sampling without replacement (Efraimidis and Spirakis, 2006): the largest u^(1/w) come first.
    return float(random.Random(name).random() ** (1 / weight))


def _coded(order: Sequence[Exercise], minutes: int) -> Iterator[Exercise]:
    """One exercise that fits in the time and fills some of it, and a second one if it fits too."""
    fits = [one for one in order if one.par <= minutes] or [min(order, key=lambda one: one.par)]
    first = next((one for one in fits if one.par * FILLS >= minutes), fits[0])
    yield first
    others = [one for one in fits if one != first and (first.par + one.par) * SLACK <= minutes]
    full = [one for one in others if one.par * 2 * FILLS >= minutes] or others
    elsewhere = [one for one in full if one.topic != first.topic]
    yield from (elsewhere or full)[:1]


def _timed(coded: Sequence[Exercise], minutes: int) -> Iterator[tuple[Exercise, int]]:
    """The time for each exercise, in proportion to its par."""
    left, pars = minutes, sum(one.par for one in coded)
    for number, one in enumerate(coded, start=1):
        time = left if number == len(coded) else round(minutes * one.par / pars)
        left -= time
        yield one, time


def _to_be_mended(
    order: Sequence[Exercise], known: Mapping[str, History], buggy: Collection[str]
) -> Exercise | None:
    """The first exercise that has passed, since bugs in it would show how it is done."""
    return next(
        (one for one in order if one.address in buggy and known.get(one.address, History()).passed),
        None,
    )


def _explained(seed: int, candidates: Sequence[Exercise], known: Mapping[str, History]) -> Exercise:
    """One to explain, rather of those that the learner has worked on."""
    weights = {one: _NEW if one.address in known else _SHAKY for one in candidates}
    return _drawn(f"{seed} explain", weights)[0]


def _quick(
    seed: int,
    questions: "Sequence[Question]",
    answered: Mapping[str, bool],
    coded: Sequence[Exercise],
) -> tuple[str, ...]:
    """Questions about different exercises, and not about those that are coded, as far as can be."""
    needs = {True: _GOOD, False: _BAD, None: _NEW}
    order = sorted(
        questions,
        key=lambda one: _place(f"{seed} question {one.id}", needs[answered.get(one.id)]),
        reverse=True,
    )
    avoided = {one.address for one in coded}
    seen: set[str] = set()
    tiers: tuple[list[str], list[str], list[str]] = ([], [], [])
    for one in order:
        tier = 2 if one.exercise in avoided else 1 if one.exercise in seen else 0
        seen.add(one.exercise)
        tiers[tier].append(one.id)
    return tuple([name for tier in tiers for name in tier][:QUESTIONS])


def _seed_of(seed: int, exercise: Exercise) -> int:
    return random.Random(f"{seed} inputs {exercise.address}").randrange(2**31)
