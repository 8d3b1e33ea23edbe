"""Reviews in words, for a terminal and for a page; what to do next is not here."""

from datetime import date

from grader.learner import clock
from grader.review.desk import Outcome
from grader.review.queue import Queue


def today(queue: Queue) -> str:
    """What is on today, in minutes; empty if nothing is."""
    parts = []
    if due := len(queue.quiz) - queue.new:
        parts.append(number(due, "quiz question"))
    if queue.new:
        parts.append(number(queue.new, "new question"))
    if queue.exercises:
        parts.append(number(len(queue.exercises), "exercise"))
    return f"{', '.join(parts)}, about {number(queue.minutes, 'minute')}" if parts else ""


def due(queue: Queue) -> str:
    """How much is due, without what is new; empty if nothing is."""
    if not queue.due:
        return ""
    what = f"{number(len(queue.due), 'review')} {'is' if len(queue.due) == 1 else 'are'} due"
    return f"{what}, about {number(sum(card.minutes for card in queue.due), 'minute')}"


def nothing_due(queue: Queue) -> str:
    """That nothing is on today, and when something will be; without the latter if nobody knows."""
    if queue.next_day:
        return f"Nothing is due today. The next review is {when(queue.next_day)}."
    return "Nothing is due today. An exercise comes back here once you have worked on it"


def postponed(queue: Queue) -> str:
    """What more would be due; empty if nothing is."""
    if not queue.postponed:
        return ""
    return (
        f"{number(queue.postponed, 'more review')} would be due; they are spread over the next days"
    )


def before_the_interview(queue: Queue) -> str:
    """Whether everything comes back before the interview; empty if its day is not known."""
    if queue.until is None:
        return ""
    if queue.too_many:
        return (
            f"{number(queue.too_many, 'review')} will not fit in before your interview on "
            f"{queue.until}"
        )
    return f"Everything comes back before your interview on {queue.until}"


def gone(queue: Queue) -> str:
    """What does not come back; empty if everything does."""
    if not queue.gone:
        return ""
    return (
        f"{number(queue.gone, 'review')} of what this version does not have will not come back; "
        "the history keeps them."
    )


def outcome(found: Outcome) -> str:
    """How a review was rated, and when the card comes back."""
    day = found.card.day or clock.today()
    return f"Rated {found.event.rating.word}; {found.card.id} comes back {when(day)}."


def when(day: date) -> str:
    """A day, as seen from today."""
    days = (day - clock.today()).days
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days, on {day}"


def number(count: int, what: str) -> str:
    """How many of something there are."""
    return f"{count} {what}{'s' * (count != 1)}"
