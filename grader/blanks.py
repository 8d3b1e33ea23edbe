"""The call that marks a gap in a stub, and the exception that an unfilled gap raises."""

from typing import Any


class Unfilled(NotImplementedError):
    """A blank was reached while the code ran: the learner has not filled it in yet."""


def blank(prompt: str) -> Any:
    """Stand for code that the learner still has to write.

    Args:
        prompt: what belongs here, in a few words.

    Raises:
        Unfilled: always.
    """
    raise Unfilled(prompt)
