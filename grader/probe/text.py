"""Values and exceptions as text for the learner, cut to a limited length while it is written.

An answer can have any number of elements, dimensions, items and characters; only what is shown is
written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from grader.probe.values import Array, Opaque, Raised

LONGEST = 2000
"""How many characters of a value, or of a message about it, are shown."""

_SUMMARISED = 24  # elements of the longest array that is written in full
_EDGE = 2  # elements of a longer one, from each end of each dimension
_MOST = 256  # elements that are written at most


def text_of(value: Any) -> str:
    """A value as text, short and exact enough to see what is wrong."""
    pieces, room = [], LONGEST
    for piece in _pieces(value):
        pieces.append(piece[:room])
        room -= len(piece)
        if room < 0:
            return "".join(pieces)[:-3] + "..."
    return "".join(pieces)


def array_text(data: np.ndarray[Any, Any], precision: int = 6) -> str:
    """An array as text on one line, shortened if it is long."""
    data = data + 0.0 if data.dtype.kind == "f" else data  # -0 is 0
    flat = data.size > _SUMMARISED and _written(data.shape) > _MOST
    text = np.array2string(
        np.ravel(data) if flat else np.asarray(data),
        separator=", ",
        precision=precision,
        threshold=_SUMMARISED,
        edgeitems=_EDGE,
    )
    return " ".join(text.split()) + (" (flattened)" if flat else "")


def in_words(error: Raised, start: str = "Your code raised") -> str:
    """The exception in words: its type, line and text.

    Args:
        error: the exception.
        start: the start of the sentence, before the type.
    """
    where = f" at line {error.lines[-1]}" if error.lines else ""
    text = " ".join(error.message.split())[:300]
    if error.type == "BdbQuit":
        return (
            f"Your code starts a debugger{where}, which cannot work during grading. "
            "Remove it; `practice debug` runs your code where a debugger works."
        )
    if (error.type, text) == ("EOFError", "EOF when reading a line"):
        return (
            f"Your code asks for input{where}, which nobody can enter during grading. "
            "Remove this; `practice debug` runs your code where you can type."
        )
    return f"{start} {error.type}{where}: {text or '(no message)'}"


def _written(shape: tuple[int, ...]) -> int:
    """How many elements of a long array NumPy writes, which grows with its dimensions."""
    count = 1
    for length in shape:
        count *= min(length, 2 * _EDGE)
    return count


def _pieces(value: Any) -> Iterator[str]:
    """The text of a value, in pieces that are not much longer than what is shown."""
    match value:
        case Array():
            yield array_text(value.data)
        case float():
            yield f"{value + 0.0:.10g}"
        case tuple() | list():
            yield "("
            for number, item in enumerate(value):
                yield ", " if number else ""
                yield from _pieces(item)
            yield ")"
        case Mapping():
            for number, (key, item) in enumerate(value.items()):
                yield f"{', ' if number else ''}{str(key)[:LONGEST]}: "
                yield from _pieces(item)
        case Opaque() | Raised():
            yield value.type
        case str():
            yield repr(value[:LONGEST])
        case _:
            yield repr(value)
