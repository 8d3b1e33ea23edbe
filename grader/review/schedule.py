"""When a card is due, by the scheduler of the package `fsrs`, from what was rated.

A card is not stored: it follows from its ratings and the numbers here.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from grader.review.ratings import Event

if TYPE_CHECKING:
    from fsrs import Scheduler

PARAMETERS_VERSION = 1
"""Raised when a number below changes, which moves what is due."""

PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""The weights of FSRS 6 that its authors fitted to many learners; ours have too few reviews."""

RETENTION = 0.9
"""The probability of remembering at which a card is due."""

_DECAY = -PARAMETERS[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1


class Memory(NamedTuple):
    """What FSRS says about a card.

    Attributes:
        reviewed: when it was rated last.
        due: when it is due.
        stability: the days until the probability of remembering it is 0.9.
    """

    reviewed: datetime
    due: datetime
    stability: float

    def recall(self, at: datetime) -> float:
        """The probability of remembering the card at a time; 1 before its last review.

        The forgetting curve of FSRS 6, as `fsrs.Scheduler.get_card_retrievability` has it; that
        takes the package, which takes longer to import than a light command has.
        """
        days = max(0, (at - self.reviewed).days)
        return float((1 + _FACTOR * days / self.stability) ** _DECAY)


def memory(events: Sequence[Event]) -> Memory:
    """What is remembered of a card after what was rated, at least one thing, oldest first."""
    from fsrs import Card, Rating, ReviewLog

    logs = [ReviewLog(1, Rating(event.rating), event.at, None) for event in events]
    card = _scheduler().reschedule_card(Card(card_id=1, due=events[0].at), logs)
    assert card.last_review is not None  # it was reviewed
    assert card.stability is not None
    return Memory(card.last_review, card.due, card.stability)


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        PARAMETERS, RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
