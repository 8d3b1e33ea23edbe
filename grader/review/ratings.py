"""How well something was remembered: one rating for each sitting and each quiz answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from grader.learner.log import Answer, Sitting
from grader.learner.progress import COUNTS, End, Mode

QUIZ = "quiz/"
"""The address of a quiz question is this and its id."""


class Rating(IntEnum):
    """How well something was remembered, with the numbers of FSRS."""

    AGAIN = 1  # not passed, or the solution was seen; a wrong answer
    HARD = 2  # passed with a hint, or in more than twice the par time
    GOOD = 3  # passed; a right answer
    EASY = 4  # passed at the first grade, within the par time

    @property
    def word(self) -> str:
        """The rating as a word."""
        return self.name.lower()


class Event(NamedTuple):
    """One time that a card was remembered or forgotten.

    Attributes:
        id: its name: the id of a sitting, or of a quiz answer the question and the time.
        card: the card, such as `vae/kl` or `quiz/kl-value`.
        at: when.
        rating: how well, by the rule or as the learner changed it.
        in_review: whether it was a review.
    """

    id: str
    card: str
    at: datetime
    rating: Rating
    in_review: bool


def rating_of(sitting: Sitting, par: int) -> Rating | None:
    """The rating of a sitting by the rule.

    Args:
        sitting: the sitting.
        par: the exercise's par time in minutes; 0 if it has none.

    Returns:
        None if nothing can be said: it is open, an older version was brought back, or nothing was
        graded and the solution was not seen; or it was about finding bugs.
    """
    if sitting.mode not in COUNTS or sitting.how in (None, End.UNDONE):
        return None
    if sitting.revealed:
        return Rating.AGAIN
    if not sitting.passed:
        return Rating.AGAIN if sitting.tries else None
    within = timedelta(minutes=par)
    if sitting.hints or (par and sitting.active > 2 * within):
        return Rating.HARD
    if par and sitting.passed_at_first and sitting.active <= within:
        return Rating.EASY
    return Rating.GOOD


def rated_sittings(sittings: Iterable[Sitting], pars: dict[str, int]) -> Iterable[Event]:
    """The sittings that have a rating."""
    for sitting in sittings:
        rating = rating_of(sitting, pars.get(sitting.exercise, 0))
        if rating is not None:
            in_review = sitting.mode is Mode.REVIEW
            yield Event(sitting.id, sitting.exercise, _when(sitting), rating, in_review)


def rated_answers(answers: Iterable[Answer]) -> Iterable[Event]:
    """The answers to quiz questions; a question that was skipped has none."""
    for answer in answers:
        if answer.answer in (None, "null"):
            continue
        rating = Rating.GOOD if answer.correct else Rating.AGAIN
        card = QUIZ + answer.question
        name = f"{card} {answer.at.isoformat()}"
        yield Event(name, card, answer.at, rating, answer.mode is Mode.REVIEW)


def _when(sitting: Sitting) -> datetime:
    """The moment that is rated: of a sitting that ran out, its last grade."""
    if sitting.how == End.EXPIRED:
        return sitting.tries[-1].at
    return sitting.ended or sitting.began
