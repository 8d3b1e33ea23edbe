"""The cards of a learner: what they have met, with when it is due."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from grader.catalogue import Exercise, exercises, question_exercises
from grader.learner import clock
from grader.learner.log import Log
from grader.review.acts import Decided, decided
from grader.review.ratings import QUIZ, Event, rated_answers, rated_sittings
from grader.review.schedule import Memory, memory

QUIZ_MINUTES = 1
"""What a quiz question takes."""

WITHOUT_PAR = 10
"""Minutes of an exercise for which the catalogue has no par time."""


class Card(NamedTuple):
    """An exercise or a quiz question that comes back.

    Attributes:
        id: its address, such as `vae/kl` or `quiz/kl-value`.
        minutes: what it takes.
        events: every time that it was remembered or forgotten, oldest first; none if it is new.
        due: when it is due; None if it is new.
        memory: what is remembered of it; None if it is new.
    """

    id: str
    minutes: int
    events: tuple[Event, ...] = ()
    due: datetime | None = None
    memory: Memory | None = None

    @property
    def is_quiz(self) -> bool:
        """Whether it is a quiz question."""
        return self.id.startswith(QUIZ)

    @property
    def day(self) -> date | None:
        """The day on which it is due; None if it is new."""
        return clock.day_of(self.due) if self.due else None


class Deck(NamedTuple):
    """All cards of a learner.

    Attributes:
        cards: the cards that can be shown, by their address.
        new: quiz questions about exercises that they have met, which were never asked.
        gone: the addresses of cards that this version of the kit does not have.
        decided: what the learner decided about them.
    """

    cards: Mapping[str, Card]
    new: tuple[Card, ...]
    gone: tuple[str, ...]
    decided: Decided

    @property
    def resting(self) -> frozenset[str]:
        """The cards that are not shown today: buried or suspended."""
        today = clock.today()
        buried = {card for card, day in self.decided.buried.items() if day == today}
        return self.decided.suspended | buried


def deck(log: Log, remember: Callable[[Sequence[Event]], Memory] = memory) -> Deck:
    """The cards that follow from what was done.

    Args:
        log: what was done.
        remember: says what is remembered of a card after what was rated.
    """
    known: dict[str, Exercise] = {one.address: one for one in exercises()}
    pars = {address: one.par for address, one in known.items()}
    events = [*rated_sittings(log.sittings, pars), *rated_answers(log.answers)]
    state = decided(events, log.decisions)
    if not state.events and not state.asked:
        return Deck({}, (), (), state)
    grouped: dict[str, list[Event]] = defaultdict(list)
    for event in state.events:
        grouped[event.card].append(event)
    questions = question_exercises()
    minutes = {address: par or WITHOUT_PAR for address, par in pars.items()}
    minutes |= {QUIZ + name: QUIZ_MINUTES for name in questions}
    wanted: dict[str, list[Event]] = {card: [] for card in state.asked} | grouped
    cards = {
        card: _card(card, minutes[card], tuple(wanted[card]), state, remember)
        for card in wanted
        if card in minutes
    }
    met = [address for address in known if address in cards]
    new = tuple(
        Card(QUIZ + name, QUIZ_MINUTES)
        for address in met
        for name, about in questions.items()
        if about == address and QUIZ + name not in cards
    )
    return Deck(cards, new, tuple(sorted(wanted.keys() - minutes.keys())), state)


def _card(
    name: str,
    minutes: int,
    events: tuple[Event, ...],
    state: Decided,
    remember: Callable[[Sequence[Event]], Memory],
) -> Card:
    remembered = remember(events) if events else None
    due = remembered.due if remembered else None
    asked = state.asked.get(name)
    if asked and (not events or asked.at > events[-1].at):
        due = min(asked.at, due) if due else asked.at
    return Card(name, minutes, events, due, remembered)
