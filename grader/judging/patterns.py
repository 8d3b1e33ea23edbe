"""General diagnoses that need no catalogue: what a wrong answer has in common with the right one.

A pattern explains a failure only if it holds on every input that was tried, at least three of which
tell the answer from the right one. The most telling pattern comes first.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.judging.precision import UNSEEN, Suspects
from grader.probe.case import Case, Inputs
from grader.probe.compare import EXACT, floating_dtype, leaves
from grader.probe.values import Array

ENOUGH = 3
"""Inputs that must tell the answer from the right one before anything is claimed."""

FLOAT32 = 1e-9, 1e-5
"""Relative errors, of a result in float64, that float32 can explain."""

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Pair:
    """What came back for one input and what is right: all numbers of both, in order."""

    inputs: Inputs
    got: Numbers
    right: Numbers
    shape: tuple[int, ...]

    @property
    def agrees(self) -> bool:
        """Whether the two are the same but for rounding."""
        return _close(self.got, self.right)


@dataclass(frozen=True)
class Pattern:
    """A general diagnosis."""

    id: str
    message: str


def recognise(
    cases: Sequence[Case], what: str = "result", seen: Suspects = UNSEEN
) -> Pattern | None:
    """The pattern in which all answers differ from the right ones, or None.

    Args:
        cases: inputs with both answers, each a number, an array, or a tree of them.
        what: names the answer in the sentence.
        seen: what in the submission's text may cost digits.
    """
    pairs = [pair for pair in map(_pair, cases) if pair is not None]
    if len(pairs) < len(cases):
        return None
    if sum(not pair.agrees for pair in pairs) < ENOUGH:
        return _rounded(pairs, what, seen) if all(pair.agrees for pair in pairs) else None
    with np.errstate(all="ignore"):  # an answer may hold any number
        for pattern in (_sign, _reduction, _factor, _offset, _power, _order):
            if found := pattern(pairs, what):
                return found
        return _digits(pairs, what, seen) or _where(pairs, what)


def _pair(case: Case) -> Pair | None:
    got, right = leaves(case.got), leaves(case.expected)
    if len(got) != len(right):
        return None
    columns: list[tuple[Numbers, Numbers]] = []
    for mine, theirs in zip(got, right, strict=True):
        if isinstance(mine, Array) and isinstance(theirs, Array) and mine.shape == theirs.shape:
            columns.append((mine.data.ravel(), theirs.data.ravel()))
        elif isinstance(mine, (int, float)) and isinstance(theirs, (int, float)):
            columns.append((np.array([mine]), np.array([theirs])))
        else:
            return None
    if not columns:
        return None
    answer = np.concatenate([mine for mine, _ in columns]).astype(np.float64)
    truth = np.concatenate([theirs for _, theirs in columns]).astype(np.float64)
    if not (np.isfinite(answer).all() and np.isfinite(truth).all()):
        return None
    first = leaves(case.expected)[0]
    return Pair(case.inputs, answer, truth, first.shape if isinstance(first, Array) else ())


def _close(a: Numbers, b: Numbers, rtol: float = 1e-6, atol: float = 1e-8) -> bool:
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=rtol, atol=atol))


def _sign(pairs: Sequence[Pair], what: str) -> Pattern | None:
    if all(_close(pair.got, -pair.right) for pair in pairs):
        return Pattern("sign", f"Your {what} has the opposite sign every time.")
    return None


SIZES: dict[str, Callable[[tuple[int, ...]], float]] = {
    "sum-for-mean": lambda shape: math.prod(shape),
    "mean-for-sum": lambda shape: 1 / math.prod(shape),
    "rows-not-averaged": lambda shape: shape[0],
    "rows-averaged": lambda shape: 1 / shape[0],
    "columns-not-averaged": lambda shape: shape[-1],
    "columns-averaged": lambda shape: 1 / shape[-1],
}

REDUCTIONS = {
    "sum-for-mean": "{your} is the right one times the number of elements: a sum where a mean is "
    "asked for.",
    "mean-for-sum": "{your} is the right one divided by the number of elements: a mean where a sum "
    "is asked for.",
    "rows-not-averaged": "{your} is the right one times the number of rows: the batch is summed, "
    "not averaged.",
    "rows-averaged": "{your} is the right one divided by the number of rows: the batch is averaged "
    "once too often.",
    "columns-not-averaged": "{your} is the right one times the number of columns: one dimension "
    "is summed where it should be averaged.",
    "columns-averaged": "{your} is the right one divided by the number of columns: one dimension "
    "is averaged once too often.",
}


def _reduction(pairs: Sequence[Pair], what: str) -> Pattern | None:
    if any(pair.shape for pair in pairs):
        return None
    shapes = [_broadcast(pair.inputs) for pair in pairs]
    if not all(shapes):
        return None
    for name, size in SIZES.items():
        factors = [size(shape) for shape in shapes]
        if len(set(factors)) > 1 and all(
            _close(pair.got, factor * pair.right)
            for pair, factor in zip(pairs, factors, strict=True)
        ):
            return Pattern(name, REDUCTIONS[name].format(your=f"Your {what}"))
    return None


def _factor(pairs: Sequence[Pair], what: str) -> Pattern | None:
    ratio = _common(p.got[p.right != 0] / p.right[p.right != 0] for p in pairs)
    # A factor of nearly 1 is a matter of digits.
    if ratio is None or abs(ratio - 1) < 1e-4:
        return None
    if not all(_close(p.got, ratio * p.right) for p in pairs):
        return None
    cause = "a constant factor is lost or too many"
    if what.startswith("gradient") and math.isclose(ratio, 0.5):
        cause += ", or your backward leaves out the gradient that comes from above, 2 here"
    return Pattern(
        "constant-factor",
        f"Your {what} is {_named(ratio)} times the right one every time: {cause}.",
    )


def _offset(pairs: Sequence[Pair], what: str) -> Pattern | None:
    offset = _common(pair.got - pair.right for pair in pairs)
    if offset is None:
        return None
    cause = "term is lost or too many" if abs(offset) > 1e-3 else "has too few digits"
    return Pattern(
        "additive-constant",
        f"Your {what} is off by {_named(offset)} every time, whatever the input: a constant "
        f"{cause}.",
    )


def _power(pairs: Sequence[Pair], what: str) -> Pattern | None:
    if all((p.right > 0).all() for p in pairs):
        if all(_close(p.got, p.right**2) for p in pairs):
            return Pattern("squared", f"Your {what} is the square of the right one.")
        if all(_close(p.got, np.sqrt(p.right)) for p in pairs):
            return Pattern("square-root", f"Your {what} is the square root of the right one.")
        if all(_close(p.got, np.log(p.right)) for p in pairs):
            return Pattern("logarithm", f"Your {what} is the logarithm of the right one.")
    if all((p.got > 0).all() for p in pairs) and all(_close(np.log(p.got), p.right) for p in pairs):
        return Pattern("exponential", f"Your {what} is the exponential of the right one.")
    return None


def _order(pairs: Sequence[Pair], what: str) -> Pattern | None:
    if all(_close(np.sort(p.got), np.sort(p.right)) for p in pairs):
        return Pattern("order", f"Your {what} holds the right numbers in the wrong places.")
    return None


def _digits(pairs: Sequence[Pair], what: str, seen: Suspects) -> Pattern | None:
    """Right but for accuracy: the worst relative error is small and yet no rounding of float64."""
    errors = [
        float((np.abs(p.got - p.right) / np.maximum(np.abs(p.right), 1e-3)).max(initial=0.0))
        for p in pairs
    ]
    worst = max(errors)
    if not 1e-12 < worst < 1e-3:
        return None
    digits = int(-math.log10(worst))
    return Pattern(
        "accuracy",
        f"Your {what} is right to about {digits} digits only: {_cost(pairs, worst, seen)}.",
    )


def _cost(pairs: Sequence[Pair], worst: float, seen: Suspects) -> str:
    """What cost the digits, as far as it is seen in the numbers or in the text."""
    causes = []
    short = False
    if FLOAT32[0] < worst < FLOAT32[1]:
        double = [p.got for p in pairs if floating_dtype(p.inputs) == "float64"]
        short = bool(double) and all((got == got.astype(np.float32)).all() for got in double)
        if seen.float32:
            causes.append(f"{seen.float32} makes float32, which has 7, whatever the inputs are")
        elif short:
            causes.append("it was float32, which has 7, on the way")
    if seen.small and not short:
        causes.append(f"{seen.small} may be too large to leave no trace")
    return ", or ".join(causes) or (
        "something small is added, left out or clamped, or rounded to a shorter type on the way"
    )


def _rounded(pairs: Sequence[Pair], what: str, seen: Suspects) -> Pattern | None:
    """Right to the digits that float32 has, in float64."""
    double = [pair for pair in pairs if floating_dtype(pair.inputs) == "float64"]
    apart = [not _close(p.got, p.right, EXACT.rtol, EXACT.atol) for p in double]
    return _digits(double, what, seen) if sum(apart) >= ENOUGH else None


CONDITIONS: dict[str, Callable[[tuple[int, ...]], bool]] = {
    "for a batch of one": lambda shape: shape[0] == 1,
    "for a single element": lambda shape: math.prod(shape) == 1,
    "for one-dimensional input": lambda shape: len(shape) == 1,
    "for a single column": lambda shape: shape[-1] == 1,
    "where rows and columns are equally many": lambda shape: len(set(shape)) == 1,
}


def _where(pairs: Sequence[Pair], what: str) -> Pattern | None:
    """Right exactly where a condition on the shape of the input holds, or exactly where not."""
    shapes = [_broadcast(pair.inputs) for pair in pairs]
    agreed = [pair.agrees for pair in pairs]
    # That it is right several times over for the same number, such as that of zeros, says little.
    if not all(shapes) or len({p.right.tobytes() for p in pairs if p.agrees}) < ENOUGH:
        return None
    for words, condition in CONDITIONS.items():
        held = [condition(shape) for shape in shapes]
        if agreed == held:
            return Pattern("only-some-shapes", f"Your {what} is right only {words}.")
        if agreed == [not one for one in held]:
            return Pattern("only-some-shapes", f"Your {what} is right except {words}.")
    if agreed == [_alike(pair.inputs) for pair in pairs]:
        return Pattern("broadcasting", f"Your {what} is right only where nothing broadcasts.")
    return None


def _common(groups: Iterable[Numbers]) -> float | None:
    """The one number, neither 0 nor 1, that all the numbers are; None if they are not all one."""
    numbers = np.concatenate([np.atleast_1d(group) for group in groups])
    if numbers.size < ENOUGH:
        return None
    value = float(np.median(numbers))
    if abs(value) < 1e-8 or not np.allclose(numbers, value, rtol=1e-6, atol=1e-8):
        return None
    return value


def _broadcast(inputs: Inputs) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes(*_shapes(inputs))
    except ValueError:
        return ()


def _alike(inputs: Inputs) -> bool:
    return len(set(_shapes(inputs))) == 1


def _shapes(inputs: Inputs) -> list[tuple[int, ...]]:
    return [value.shape for value in inputs.values() if isinstance(value, Array)]


_KNOWN = {
    "log(2)": math.log(2),
    "log(2 pi)": math.log(2 * math.pi),
    "log(2 pi) / 2": math.log(2 * math.pi) / 2,
    "log(pi)": math.log(math.pi),
    "pi": math.pi,
    "sqrt(2)": math.sqrt(2),
    "1/2": 0.5,
    "1/3": 1 / 3,
    "sqrt(2 pi)": math.sqrt(2 * math.pi),
}


def _named(number: float) -> str:
    """A number as a learner knows it: `log(2 pi) / 2` rather than 0.918939."""
    for name, value in _KNOWN.items():
        for sign, mark in ((1, ""), (-1, "-")):
            if math.isclose(number, sign * value, rel_tol=1e-6):
                return f"{mark}{name}" if " " not in name or not mark else f"{mark}({name})"
    return f"{number:.6g}"
