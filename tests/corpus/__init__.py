"""Right and wrong answers to every exercise, written as people write them.

Each is a function (or class) in `tests/corpus/<topic>/<exercise>.py`, marked with what it replaces
in the solution. `tests/test_corpus.py` grades them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One marked answer.

    Attributes:
        of: the function, class or `Class.method` that it replaces.
        write: its code.
        status: the verdict that it must get.
        named: the id of the misconception that must be named, or None where none need be.
    """

    of: str
    write: Callable[..., Any]
    status: str
    named: str | None = None


def right(of: str) -> Callable[[Any], Answer]:
    """Mark a right answer: it must pass."""
    return lambda write: Answer(of, write, "pass")


def wrong(of: str, *, named: str | None = None, status: str = "fail") -> Callable[[Any], Answer]:
    """Mark a wrong answer: it must get that verdict, and be explained by that misconception."""
    return lambda write: Answer(of, write, status, named)
