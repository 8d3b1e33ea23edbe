"""Values as the worker sends them: arrays, exceptions, and things that are not numbers."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.blanks import Unfilled

SUBMISSION = "submission"
"""The name under which a submission is imported in the worker."""


class DeviceMismatch(RuntimeError):
    """A CPU tensor met a tensor of another device."""


class MalformedMessage(ValueError):
    """Bytes that an honest peer would not send."""


@dataclass(frozen=True)
class Array:
    """A tensor or array, with everything that a comparison needs to know about it."""

    data: np.ndarray[Any, Any]
    library: str = "torch"
    dtype: str = ""
    device: str = "cpu"

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the array."""
        return tuple(self.data.shape)

    # These are kept: inputs and right answers serve many grades.

    @cached_property
    def largest(self) -> float:
        """The largest magnitude in it, which may be infinite or nan; 0 if it is empty."""
        return float(np.abs(self.data).max(initial=0))

    @cached_property
    def is_finite(self) -> bool:
        """Whether all its numbers are."""
        return bool(np.isfinite(self.data).all())

    def __repr__(self) -> str:
        # Hypothesis writes down the inputs of a failure, which may be thousands of numbers.
        return f"<{self.library} {self.dtype} of shape {self.shape}>"


@dataclass(frozen=True)
class Opaque:
    """A value that is not a number; only its type is known."""

    type: str


@dataclass(frozen=True)
class Raised:
    """An exception, described.

    Attributes:
        type: the name of its class.
        message: its text, cut to a limit.
        lines: the line numbers in the learner's file that led to it, outermost first.
        prompt: the prompt of the blank that was reached, if one was.
        mismatch: whether a CPU tensor met a tensor of the other device.
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
        """Make one from untrusted values, cut to a limited length."""
        if not all(type(line) is int and 0 <= line < 10**7 for line in lines):
            raise MalformedMessage("its line numbers are wrong")
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
        return "an exception whose text cannot be read"


def _word(text: str, length: int = 100) -> str:
    """An untrusted name: one line of limited length."""
    return " ".join(_valid(text[: 4 * length]).split())[:length]


def _valid(text: str) -> str:
    """Text that can be stored and printed: lone surrogates, which JSON allows, become `?`."""
    return text.encode("utf-8", "replace").decode()


def leaves(tree: Any) -> list[Any]:
    """The leaves of a tree of dicts, lists and tuples, in order."""
    found: list[Any] = []
    _gather(tree, found)
    return found


def _gather(tree: Any, found: list[Any]) -> None:
    if isinstance(tree, (Array, float)):  # most are
        found.append(tree)
    elif isinstance(tree, (dict, Mapping)):
        for item in tree.values():
            _gather(item, found)
    elif isinstance(tree, (list, tuple)):
        for item in tree:
            _gather(item, found)
    else:
        found.append(tree)


def floating_dtype(inputs: Any) -> str | None:
    """The floating dtype of the inputs' arrays, or None if they have none."""
    for leaf in leaves(inputs):
        if isinstance(leaf, Array) and leaf.dtype in ("float32", "float64"):
            return leaf.dtype
    return None


def scale_of(inputs: Any) -> float:
    """The largest finite magnitude among the inputs, at least 1."""
    sizes = [
        leaf.largest
        for leaf in leaves(inputs)
        if isinstance(leaf, Array) and leaf.data.dtype.kind == "f"
    ]
    return max([1.0, *(size for size in sizes if math.isfinite(size))])
