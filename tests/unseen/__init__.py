"""Wrong answers that the grader has not seen, written from the contract alone.

Each is a function (or class) in `tests/unseen/<half>/<topic>/<exercise>.py`, marked with what it
replaces in the solution and what is really wrong with it. The half in `building` may guide what the
grader learns to explain; the half in `held_out` only measures it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class UnseenAnswer:
    """One marked wrong answer.

    Attributes:
        of: the function, class or `Class.method` that it replaces.
        write: its code.
        truth: what is wrong with it, in a few words.
        half: the folder that it is in, `building` or `held_out`.
    """

    of: str
    write: Callable[..., Any]
    truth: str
    half: str


def unseen(of: str, truth: str) -> Callable[[Any], UnseenAnswer]:
    """Mark a wrong answer of its own module's half: it must fail."""
    return lambda write: UnseenAnswer(of, write, truth, half=write.__module__.split(".")[2])
