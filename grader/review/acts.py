"""What a learner decides about their reviews: ratings, rest for a card, the day of the interview.

Decisions are rows, like everything else; undoing one is another.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from grader.learner import clock
from grader.learner.log import Decision
from grader.review.ratings import Event, Rating


class Act(StrEnum):
    """What can be decided."""

    RATE = "rate"  # value: the id of what is rated, a space, and the rating's number
    BURY = "bury"  # not today
    SUSPEND = "suspend"  # not until it is resumed
    RESUME = "resume"
    ASK = "ask"  # as soon as possible, whatever its schedule says
    UNTIL = "until"  # value: the day of the interview, or empty
    UNDO = "undo"  # value: the id of what no longer counts


class Decided(NamedTuple):
    """What holds after all decisions.

    Attributes:
        events: everything that was rated, as the learner would have it, oldest first.
        buried: the day on which each card was buried last.
        suspended: the cards that are not shown.
        asked: when each card was asked for last.
        until: the day of the interview, if it was named.
        undoable: the id and a few words of what an undo would undo, if anything.
    """

    events: tuple[Event, ...]
    buried: dict[str, date]
    suspended: frozenset[str]
    asked: dict[str, Decision]
    until: date | None
    undoable: tuple[str, str] | None


def decided(events: Iterable[Event], decisions: Sequence[Decision]) -> Decided:
    """Apply the decisions, in the order of their time."""
    undone = {one.value for one in decisions if one.act == Act.UNDO}
    kept = [one for one in decisions if one.id not in undone and one.act != Act.UNDO]
    rated = {}
    buried, suspended, asked, until = {}, set(), {}, None
    for one in kept:
        match one.act:
            case Act.RATE:
                name, _, number = one.value.rpartition(" ")
                rated[name] = Rating(int(number))
            case Act.BURY:
                buried[one.card] = clock.day_of(one.at)
            case Act.SUSPEND:
                suspended.add(one.card)
            case Act.RESUME:
                suspended.discard(one.card)
            case Act.ASK:
                asked[one.card] = one
            case Act.UNTIL:
                until = date.fromisoformat(one.value) if one.value else None
    counting = sorted((one for one in events if one.id not in undone), key=lambda one: one.at)
    changed = tuple(one._replace(rating=rated.get(one.id, one.rating)) for one in counting)
    return Decided(changed, buried, frozenset(suspended), asked, until, _undoable(changed, kept))


def _undoable(events: Iterable[Event], decisions: Iterable[Decision]) -> tuple[str, str] | None:
    """The last review or decision."""
    done = [(one.at, one.id, f"the review of {one.card}") for one in events if one.in_review]
    for one in decisions:
        what = {
            Act.RATE: f"the changed rating of {one.card}",
            Act.UNTIL: "the day of the interview",
        }.get(Act(one.act), f"`{one.act}` of {one.card}")
        done.append((one.at, one.id, what))
    return sorted(done, key=lambda one: one[0])[-1][1:] if done else None
