"""A learner's reviews: what is on today, the exercise in progress, and what they decide.

The terminal and the page in a browser show what is here.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from grader.catalogue import Exercise, exercises
from grader.learner import clock
from grader.learner.log import Log, Sitting
from grader.learner.progress import Mode, Progress
from grader.learner.workspace import Workspace, WorkspaceError
from grader.review.acts import Act
from grader.review.cards import Card, Deck
from grader.review.copies import Copies
from grader.review.queue import MINUTES, Queue, queue
from grader.review.ratings import QUIZ, Event, Rating
from grader.review.remembered import deck_of

if TYPE_CHECKING:
    from grader.source import Scaffold

SCAFFOLD: "Scaffold" = "interview"


class NotReviewed(WorkspaceError):
    """What was asked of the reviews cannot be done; the message says why, and what to do."""

    exit_code = 2


class Open(NamedTuple):
    """The exercise that is being reviewed.

    Attributes:
        exercise: the exercise.
        sitting: its sitting, with the seed to grade with.
        file: the file to edit.
    """

    exercise: Exercise
    sitting: Sitting
    file: Path


class Outcome(NamedTuple):
    """What a review came to.

    Attributes:
        card: the card as it is now.
        event: how it was rated.
    """

    card: Card
    event: Event


class Overview(NamedTuple):
    """Everything about the reviews of today, of one moment.

    Attributes:
        queue: what is on.
        opened: the exercise that is being reviewed, if one is.
        done: what was reviewed today, each card once, the latest first.
        suspended: the cards that are not shown until they are resumed.
        undoable: what an undo would undo, in a few words; empty if there is nothing.
    """

    queue: Queue
    opened: Open | None
    done: tuple[Outcome, ...]
    suspended: tuple[str, ...]
    undoable: str


class Desk:
    """The reviews of one workspace.

    Args:
        workspace: the learner's workspace.
        progress: their history.
    """

    def __init__(self, workspace: Workspace, progress: Progress) -> None:
        self._workspace = workspace
        self._copies = Copies(workspace.root)
        self._progress = progress

    def today(self, minutes: int = MINUTES) -> Queue:
        """What to review today; see `queue`.

        Raises:
            Unstored: the history cannot be read.
        """
        log = self._progress.log()
        return queue(deck_of(self._workspace, log), log, minutes)

    def overview(self, minutes: int = MINUTES) -> Overview:
        """Everything about today.

        Raises:
            Unstored: the history cannot be read.
        """
        log = self._progress.log()
        known = deck_of(self._workspace, log)
        today = clock.today()
        reviewed = {
            event.card: event
            for event in known.decided.events
            if event.in_review and clock.day_of(event.at) == today
        }
        done = [
            Outcome(known.cards[card], event)
            for card, event in reviewed.items()
            if card in known.cards and known.cards[card].events[-1] == event
        ]
        return Overview(
            queue(known, log, minutes),
            self._opened(log),
            tuple(sorted(done, key=lambda one: one.event.at, reverse=True)),
            tuple(sorted(known.decided.suspended & known.cards.keys())),
            known.decided.undoable[1] if known.decided.undoable else "",
        )

    def last(self, exercise: Exercise) -> Sitting | None:
        """The review of an exercise that began last, whether or not it is over.

        Raises:
            Unstored: the history cannot be read.
        """
        reviews = [
            sitting
            for sitting in self._progress.sittings()
            if sitting.mode is Mode.REVIEW and sitting.exercise == exercise.address
        ]
        return reviews[-1] if reviews else None

    def deck(self) -> Deck:
        """All cards.

        Raises:
            Unstored: the history cannot be read.
        """
        return deck_of(self._workspace, self._progress.log())

    def file(self, exercise: Exercise) -> Path:
        """Where an exercise is reviewed; never the learner's own file."""
        return self._copies.file(exercise)

    def opened(self) -> Open | None:
        """The exercise that is being reviewed, if one is.

        Raises:
            Unstored: the history cannot be read.
        """
        return self._opened(self._progress.log())

    def open(self, exercise: Exercise) -> Open:
        """Begin the review of an exercise, in a fresh copy of its interview scaffold.

        What was in the file before is kept.

        Raises:
            Unstored: the history cannot be written.
            WorkspaceError: the file cannot be written; the old one is unchanged.
        """
        import random  # only for whoever begins one

        self._lay_out(exercise)
        self._progress.begin(
            exercise.address, Mode.REVIEW, SCAFFOLD, seed=random.SystemRandom().randrange(100_000)
        )
        found = self.opened()
        assert found is not None  # it has just begun
        return found

    def lay_out_again(self, opened: Open) -> bool:
        """Write the file of an open review again if it is gone; whether it was.

        Raises:
            WorkspaceError: it cannot be written.
        """
        if opened.file.exists():
            return False
        self._lay_out(opened.exercise)
        return True

    def outcome(self, address: str) -> Outcome | None:
        """The card of an exercise or question, and its last rating, if it has one.

        Raises:
            Unstored: the history cannot be read.
        """
        card = self.deck().cards.get(address)
        return Outcome(card, card.events[-1]) if card and card.events else None

    def rate(self, rating: Rating, address: str | None = None) -> Outcome:
        """Change the last rating of a card, or the last of all.

        Raises:
            NotReviewed: nothing was rated yet.
            Unstored: the history cannot be read or written.
        """
        events = [
            event
            for event in self.deck().decided.events
            if address is None or event.card == address
        ]
        if not events:
            raise NotReviewed(
                f"There is no rating{f' of {address}' if address else ''} to change yet."
            )
        event = events[-1]
        self._progress.decide(event.card, Act.RATE, f"{event.id} {int(rating)}")
        found = self.outcome(event.card)
        assert found is not None  # it has just been rated
        return found

    def undo(self) -> str:
        """Undo the last review or decision, and say in a few words what it was.

        A grade stays in the history, and a pass stays a pass; it only no longer counts as a review.

        Raises:
            NotReviewed: there is nothing to undo.
            Unstored: the history cannot be read or written.
        """
        undoable = self.deck().decided.undoable
        if undoable is None:
            raise NotReviewed("There is no review or decision to undo.")
        name, what = undoable
        self._progress.decide("", Act.UNDO, name)
        return what

    def bury(self, address: str) -> None:
        """Show a card no more today; if it is the open review, that ends.

        Raises:
            NotReviewed: there is no such card.
            Unstored: the history cannot be read or written.
        """
        self._rest(address, Act.BURY)

    def suspend(self, address: str) -> None:
        """Show a card no more until it is resumed; if it is the open review, that ends.

        Raises:
            NotReviewed: there is no such card.
            Unstored: the history cannot be read or written.
        """
        self._rest(address, Act.SUSPEND)

    def resume(self, address: str) -> None:
        """Show a suspended card again.

        Raises:
            NotReviewed: it is not suspended.
            Unstored: the history cannot be read or written.
        """
        if address not in self.deck().decided.suspended:
            raise NotReviewed(f"{address} is not suspended; nothing changed.")
        self._progress.decide(address, Act.RESUME)

    def until(self, day: date | None) -> None:
        """Remember the day of the interview, or forget it.

        Raises:
            Unstored: the history cannot be written.
        """
        self._progress.decide("", Act.UNTIL, day.isoformat() if day else "")

    def ask(self, address: str) -> None:
        """Put a card into the queue of today, whatever its schedule says.

        Raises:
            Unstored: the history cannot be written.
        """
        self._progress.decide(address, Act.ASK)

    def _rest(self, address: str, act: Act) -> None:
        log = self._progress.log()
        known, opened = deck_of(self._workspace, log), self._opened(log)
        if address not in known.cards and address not in [card.id for card in known.new]:
            raise NotReviewed(
                f"{address} is not among your reviews; it is once you have passed or answered it."
            )
        self._progress.decide(address, act)
        if opened and opened.exercise.address == address:
            self._progress.end(opened.sitting.id, "closed")

    def _opened(self, log: Log) -> Open | None:
        known = {one.address: one for one in exercises()}
        for sitting in reversed(log.sittings):
            if sitting.mode is Mode.REVIEW and sitting.how is None and sitting.exercise in known:
                exercise = known[sitting.exercise]
                return Open(exercise, sitting, self.file(exercise))
        return None

    def _lay_out(self, exercise: Exercise) -> None:
        from grader.source import read_solution, stub  # only for whoever begins one

        text = stub(read_solution(exercise.solution), SCAFFOLD)
        if self._copies.content(exercise) != text.encode():
            self._copies.replace(exercise, text)


def to_card(name: str) -> str:
    """The address of a card as somebody may name it: a question also by its id alone.

    Raises:
        UnknownAddress: nothing has this name.
    """
    from grader.catalogue import find_one, questions

    question = name.removeprefix(QUIZ)
    return QUIZ + question if question in questions() else find_one(name).address
