"""The call that marks a blank in a stub, and the exception that an unfilled blank raises."""

from typing import Any, TypeVar

T = TypeVar("T")


class Unfilled(NotImplementedError):
    """A blank was reached while the code ran: the learner has not filled it in yet."""


# A plain `Any` would make `return blank("...")` an error under `mypy --strict` (no-any-return).
# The union takes the type that its context asks for, and is `Any` where there is none.
def blank(prompt: str) -> T | Any:
    """Mark code that the learner still has to write.

    Args:
        prompt: what belongs here, in a few words.

    Raises:
        Unfilled: always.
    """
    raise Unfilled(prompt)
