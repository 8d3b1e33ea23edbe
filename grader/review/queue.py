"""What to review today, in minutes: caps, and a backlog spread over days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from grader.learner import clock
from grader.learner.log import Log
from grader.learner.progress import Mode
from grader.review.cards import QUIZ_MINUTES, WITHOUT_PAR, Card, Deck
from grader.review.ratings import QUIZ

MINUTES = 30
"""What is due on a day takes at most this long, unless one exercise alone takes longer."""

NEW = 5
"""At most this many new quiz questions a day."""

_DAY = timedelta(days=1)


class Queue(NamedTuple):
    """The reviews of today.

    Attributes:
        quiz: quiz questions, what is due first, then new ones.
        exercises: exercises that are due.
        new: how many of the quiz questions are new.
        postponed: how many more are due, and were moved to the next days.
        done: the minutes of reviews that were done today.
        until: the day of the interview, if it was named and is not over.
        too_many: how many cards do not fit into the days before the interview.
        ahead: the cards of each day after today, as far as days have any.
        gone: how many cards are of things that this version of the kit does not have.
    """

    quiz: tuple[Card, ...]
    exercises: tuple[Card, ...]
    new: int
    postponed: int
    done: int
    until: date | None
    too_many: int
    ahead: Mapping[date, Sequence[Card]]
    gone: int

    @property
    def next_day(self) -> date | None:
        """The next day with a review, if there is one."""
        return min(self.ahead, default=None)

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(card.minutes for card in (*self.quiz, *self.exercises))

    @property
    def due(self) -> tuple[Card, ...]:
        """The cards that are due today, without new ones."""
        return tuple(card for card in (*self.quiz, *self.exercises) if card.due)


def queue(deck: Deck, log: Log, minutes: int = MINUTES) -> Queue:
    """What to review today.

    Args:
        deck: the learner's cards.
        log: what they did, to know how much of today's work is done.
        minutes: the most that what is due may take on a day.
    """
    today = clock.today()
    named = deck.decided.until
    until = named if named and named >= today else None
    resting = deck.resting
    cards = [card for name, card in deck.cards.items() if name not in resting]
    done, new_done = _done(log, deck, today)
    days, too_many = spread(cards, today, minutes, done, until)
    due = days.pop(today, [])
    left = minutes - done - sum(card.minutes for card in due)
    new = [card for card in deck.new if card.id not in resting]
    new = new[: max(min(NEW - new_done, left // QUIZ_MINUTES), 0)]
    waiting = [card for card in cards if card.day and card.day <= today]
    return Queue(
        (*(card for card in due if card.is_quiz), *new),
        tuple(card for card in due if not card.is_quiz),
        len(new),
        len([card for card in waiting if card not in due]),
        done,
        until,
        too_many,
        dict(sorted(days.items())),
        len(deck.gone),
    )


def spread(
    cards: Iterable[Card], today: date, minutes: int, done: int, until: date | None = None
) -> tuple[dict[date, list[Card]], int]:
    """Give each card a day on which it fits.

    What is due longest comes first, and moves to the next day with room. A card that is due after
    the interview is shown before it, as late as there is room; its own schedule does not change.

    Args:
        cards: the cards, each with a day.
        today: the first day.
        minutes: what fits on a day; a longer card fits on a day of its own.
        done: the minutes that are done today already.
        until: the day of the interview.

    Returns:
        The cards of each day, and how many found no room by the day of the interview.
    """
    days: dict[date, list[Card]] = defaultdict(list)
    used: dict[date, int] = defaultdict(int, {today: done})
    dated = sorted((card.day, card.id, card) for card in cards if card.day)
    too_many = 0

    def fits(day: date, card: Card) -> bool:
        return not used[day] or used[day] + card.minutes <= minutes

    def put(day: date, card: Card) -> None:
        days[day].append(card)
        used[day] += card.minutes

    for due, _, card in dated:
        if until is None or due <= until:
            day = max(due, today)
            while not fits(day, card):
                day += _DAY
            too_many += until is not None and day > until
            put(day, card)
    for due, _, card in dated:
        if until is not None and due > until:
            before = (until - _DAY * back for back in range((until - today).days + 1))
            found = next((day for day in before if fits(day, card)), None)
            too_many += found is None
            put(found or due, card)
    return dict(days), too_many


def _done(log: Log, deck: Deck, today: date) -> tuple[int, int]:
    """The minutes of reviews that were done today, and how many of them were new questions."""
    asked = [
        answer
        for answer in log.answers
        if answer.mode is Mode.REVIEW and clock.day_of(answer.at) == today
    ]
    first = {answer.question: answer.at for answer in reversed(log.answers)}
    new = len([answer for answer in asked if first[answer.question] == answer.at])
    solved = [
        sitting
        for sitting in log.sittings
        if sitting.mode is Mode.REVIEW and sitting.ended and clock.day_of(sitting.ended) == today
    ]
    minutes = {name: card.minutes for name, card in deck.cards.items()}
    exercises = sum(minutes.get(sitting.exercise, WITHOUT_PAR) for sitting in solved)
    return len({QUIZ + one.question for one in asked}) * QUIZ_MINUTES + exercises, new
