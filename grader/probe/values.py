"""Values as they look from outside: arrays, exceptions, and things that are not numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.blanks import Unfilled

SUBMISSION = "submission"
"""The name under which a submission is imported in the worker."""


class DeviceMismatch(RuntimeError):
    """A CPU tensor met a tensor of another device."""


class MalformedMessage(ValueError):
    """Bytes that no honest peer would send."""


@dataclass(frozen=True)
class Array:
    """A tensor or array as it was seen from outside, with what a comparison needs to know of it."""

    data: np.ndarray[Any, Any]
    library: str = "torch"
    dtype: str = ""
    device: str = "cpu"

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the array."""
        return tuple(self.data.shape)


@dataclass(frozen=True)
class Opaque:
    """A value that is no number, known by its type alone."""

    type: str


@dataclass(frozen=True)
class Raised:
    """An exception, seen from outside.

    Attributes:
        type: the name of its class.
        message: its text, cut to a bounded length.
        lines: the line numbers in the learner's file that led to it, outermost first.
        prompt: the prompt of the blank that was reached, if that is what happened.
        mismatch: a CPU tensor met a tensor of the other device.
    """

    type: str
    message: str
    lines: tuple[int, ...] = ()
    prompt: str | None = None
    mismatch: bool = False

    @classmethod
    def from_exception(cls, error: BaseException) -> "Raised":
        """Describe an exception without keeping it."""
        lines, trace = [], error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_globals.get("__name__") == SUBMISSION:
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        prompt = _text(error) if isinstance(error, Unfilled) else None
        mismatch = isinstance(error, DeviceMismatch)
        return cls.bounded(type(error).__name__, _text(error), lines[-20:], prompt, mismatch)

    @classmethod
    def bounded(
        cls, kind: str, message: str, lines: Sequence[int], prompt: str | None, mismatch: bool
    ) -> "Raised":
        """Make one of what somebody else says, within bounds."""
        if not all(type(line) is int and 0 <= line < 10**7 for line in lines):
            raise MalformedMessage("no line numbers")
        return cls(
            _word(kind),
            _valid(message[:1000]),
            tuple(lines),
            prompt and _word(prompt, 200),
            mismatch,
        )


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # its own code runs here
        return "an exception whose text cannot be had"


def _word(text: str, length: int = 100) -> str:
    """A name that somebody else gave to something: one line of bounded length."""
    return " ".join(_valid(text[: 4 * length]).split())[:length]


def _valid(text: str) -> str:
    """Text that can be stored and printed: halves of characters, which JSON allows, become `?`."""
    return text.encode("utf-8", "replace").decode()
