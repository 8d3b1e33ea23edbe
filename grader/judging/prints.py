"""What known mistakes answer, in short: enough to see that a submission answers otherwise.

A print rules a mistake out and never in: whatever it leaves is computed, and compared in full. So a
print that is wrong may cost an explanation, but it makes no false one, and no verdict asks it.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.probe.case import Case
from grader.probe.compare import tolerance_of
from grader.probe.values import Array, Raised

NUMBERS = 4
"""How many numbers of an answer a print has: the first two of each part, up to these."""

_EACH = 2
_UNKNOWN, _OPEN = 0, 1  # forms: nothing was computed; the print says nothing
_FORMS = 1 << 62

Version = Callable[..., Any]
Numbers = np.ndarray[Any, np.dtype[np.float64]]
Print = tuple[int, list[float]]


def print_of(answer: Any, findings: Sequence[object] | None = None) -> Print:
    """The print of an answer: its form as a number, and some of its numbers.

    Args:
        answer: a submission's or a mistake's.
        findings: what the checks find, where chance decides the numbers.
    """
    if isinstance(answer, Raised):
        return _form(f"raised {answer.type}"), [0.0] * NUMBERS
    if findings is not None:
        return _form(f"findings {findings!r}"), [0.0] * NUMBERS
    numbers: list[float] = []
    shape = _shape(answer.get("value") if isinstance(answer, Mapping) else answer, numbers)
    if shape is None:
        return _OPEN, [0.0] * NUMBERS
    return _form(shape), (numbers + [0.0] * NUMBERS)[:NUMBERS]


def _form(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") % (_FORMS - 2) + 2


def _shape(value: Any, numbers: list[float]) -> str | None:
    """The shape of a value, whose first numbers are added; None if it is not of numbers alone.

    A number has the shape of an array without dimensions: a comparison may take one for the other.
    """
    if isinstance(value, Array) and value.data.dtype.kind in "fiub":
        numbers += value.data.flat[:_EACH].astype(np.float64).tolist()
        return f"{value.shape}"
    if isinstance(value, float) or type(value) is int:
        numbers.append(float(value))
        return "()"
    if isinstance(value, (list, tuple)):
        parts = [_shape(item, numbers) for item in value]
        return None if None in parts else f"[{' '.join(map(str, parts))}]"
    return None


@dataclass
class Prints:
    """The prints of several versions of a function on the inputs of one probe.

    Attributes:
        rows: the row of each version.
        forms: by version and input.
        numbers: likewise.
        news: how many were added since the prints were loaded or stored.
    """

    rows: Mapping[Version, int]
    forms: np.ndarray[Any, np.dtype[np.int64]]
    numbers: Numbers
    news: int = field(default=0, compare=False)

    @classmethod
    def empty(cls, versions: Sequence[Version], inputs: int) -> "Prints":
        """Prints that are all still unknown."""
        rows = {version: row for row, version in enumerate(versions)}
        size = len(versions), inputs
        return cls(rows, np.full(size, _UNKNOWN, np.int64), np.zeros((*size, NUMBERS)))

    @property
    def known(self) -> int:
        """How many there are."""
        return int((self.forms != _UNKNOWN).sum())

    def knows(self, version: Version, index: int) -> bool:
        """Whether there is a print, or no place for one."""
        row = self.rows.get(version)
        return row is None or bool(self.forms[row, index] != _UNKNOWN)

    def note(self, version: Version, index: int, found: Print) -> None:
        """Add a print."""
        row = self.rows[version]
        self.forms[row, index], self.numbers[row, index] = found
        self.news += 1

    def fill(self, forms: Any, numbers: Any) -> None:
        """Take prints that were stored, where none is known; those of another form are left."""
        if not (_is_like(forms, self.forms) and _is_like(numbers, self.numbers)):
            return
        new = (self.forms == _UNKNOWN) & (forms.data >= _OPEN)
        self.forms[new], self.numbers[new] = forms.data[new], numbers.data[new]

    def otherwise(
        self, cases: Sequence[Case], prints: Sequence[Print]
    ) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """By version and case, whether the version is known to answer otherwise.

        Args:
            cases: the submission's answers to the first inputs.
            prints: their prints.
        """
        mine = np.array([form for form, _ in prints], np.int64)
        got = np.array([numbers for _, numbers in prints])
        forms, theirs = self.forms[:, : len(cases)], self.numbers[:, : len(cases)]
        with np.errstate(all="ignore"):
            allowed = np.empty_like(theirs)
            for i, case in enumerate(cases):
                dtype = case.dtype or "float32"  # whose tolerance is the larger one
                tolerance = case.tolerance or tolerance_of(dtype)
                allowed[:, i] = tolerance.allowed(theirs[:, i], case.scale, dtype)
            near = (np.abs(got - theirs) <= allowed) & np.isfinite(theirs)
            same = near | (got == theirs) | (np.isnan(got) & np.isnan(theirs))
        unlike: np.ndarray[Any, np.dtype[np.bool_]] = (forms != mine) | ~same.all(axis=-1)
        return unlike & (forms > _OPEN) & (mine > _OPEN)


def _is_like(stored: Any, own: np.ndarray[Any, Any]) -> bool:
    return (
        isinstance(stored, Array)
        and stored.data.dtype == own.dtype
        and stored.data.shape == own.shape
    )
