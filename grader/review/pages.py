"""The pages of reviews."""

from rich.text import Text

from grader.render.commands import Commands
from grader.render.markdown import Page, Prose, sanitise
from grader.review import words
from grader.review.desk import Open, Outcome
from grader.review.queue import Queue


class ReviewCommands(Commands):
    """The commands of somebody who reviews an exercise.

    Args:
        path: the file of the review, as they would type it.
    """

    in_full = "`practice review --grade -v`"

    def __init__(self, path: str) -> None:
        self._path = path

    def grade(self, address: str) -> str:
        """Grade the review."""
        return "`practice review --grade`"

    def fill_in(self, address: str, hint: str) -> str:
        """Fill in the blanks of the review, with a sentence about the next hint."""
        return f"write your answer into {self._path}; {hint}"


def queue_page(queue: Queue) -> Page:
    """What is on today, in minutes."""
    page: Page = []
    if on := words.today(queue):
        page.append(Text.assemble(("Today", "bold"), f"  {on}"))
    else:
        then = "" if queue.next_day else "; `practice next` shows one."
        page.append(Prose(f"{words.nothing_due(queue)}{then}"))
    if more := words.postponed(queue):
        page.append(Prose(f"{more}. `practice review --minutes 60` does more today."))
    if interview := words.before_the_interview(queue):
        more = "; `practice review --minutes 60` does more on a day" if queue.too_many else ""
        page.append(Prose(f"{interview}{more}."))
    if gone := words.gone(queue):
        page.append(Prose(gone))
    return page


def due_sentence(queue: Queue) -> str:
    """What `list` and `next` say about reviews; empty if nothing is due."""
    due = words.due(queue)
    return f"{due}; `practice review` starts." if due else ""


def open_page(opened: Open, path: str) -> Page:
    """The exercise that is being reviewed."""
    address = opened.exercise.address
    return [
        Text.assemble((address, "bold"), f"  {opened.exercise.title}"),
        sanitise(path),
        "",
        Prose(
            f"Solve it again, from the signatures. `practice show {address}` shows the task; "
            "write your answer into the file, and `practice review --grade` grades it. "
            f"`practice review --bury {address}` puts it off."
        ),
    ]


def outcome_page(outcome: Outcome) -> Page:
    """How a review was rated, and when the card comes back."""
    change = "`practice review --rate again`, `hard`, `good` or `easy` changes the rating."
    return [Prose(f"{words.outcome(outcome)} {change}")]
