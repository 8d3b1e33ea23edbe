"""One relation between all answers and the right ones: a factor, an offset, a reduction."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from grader.judging.diagnosis.patterns.numbers import common, named
from grader.judging.diagnosis.patterns.pairs import Pair, broadcast, close
from grader.verdict import Misconception


def sign(pairs: Sequence[Pair], what: str) -> Misconception | None:
    """The answer is the negative of the right one."""
    if all(close(pair.got, -pair.right) for pair in pairs):
        return Misconception("sign", f"Your {what} has the opposite sign every time.")
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


def reduction(pairs: Sequence[Pair], what: str) -> Misconception | None:
    """The answer is the right one times a size of the input, or divided by it."""
    if any(pair.shape for pair in pairs):
        return None
    shapes = [broadcast(pair.inputs) for pair in pairs]
    if not all(shapes):
        return None
    for name, size in SIZES.items():
        factors = [size(shape) for shape in shapes]
        if len(set(factors)) > 1 and all(
            close(pair.got, factor * pair.right)
            for pair, factor in zip(pairs, factors, strict=True)
        ):
            return Misconception(name, REDUCTIONS[name].format(your=f"Your {what}"))
    return None


def factor(pairs: Sequence[Pair], what: str) -> Misconception | None:
    """The answer is the right one times a constant."""
    ratio = common(p.got[p.right != 0] / p.right[p.right != 0] for p in pairs)
    # A factor of nearly 1 is a matter of digits.
    if ratio is None or abs(ratio - 1) < 1e-4:
        return None
    if not all(close(p.got, ratio * p.right) for p in pairs):
        return None
    cause = "a constant factor is lost or too many"
    if what.startswith("gradient") and math.isclose(ratio, 0.5):
        cause += ", or your backward leaves out the gradient that comes from above, 2 here"
    return Misconception(
        "constant-factor",
        f"Your {what} is {named(ratio)} times the right one every time: {cause}.",
    )


def offset(pairs: Sequence[Pair], what: str) -> Misconception | None:
    """The answer is the right one plus a constant."""
    constant = common(pair.got - pair.right for pair in pairs)
    if constant is None:
        return None
    cause = "term is lost or too many" if abs(constant) > 1e-3 else "has too few digits"
    return Misconception(
        "additive-constant",
        f"Your {what} is off by {named(constant)} every time, whatever the input: a constant "
        f"{cause}.",
    )


def power(pairs: Sequence[Pair], what: str) -> Misconception | None:
    """The answer is a function of the right one."""
    if all((p.right > 0).all() for p in pairs):
        if all(close(p.got, p.right**2) for p in pairs):
            return Misconception("squared", f"Your {what} is the square of the right one.")
        if all(close(p.got, np.sqrt(p.right)) for p in pairs):
            return Misconception("square-root", f"Your {what} is the square root of the right one.")
        if all(close(p.got, np.log(p.right)) for p in pairs):
            return Misconception("logarithm", f"Your {what} is the logarithm of the right one.")
    if all((p.got > 0).all() for p in pairs) and all(close(np.log(p.got), p.right) for p in pairs):
        return Misconception("exponential", f"Your {what} is the exponential of the right one.")
    return None


def order(pairs: Sequence[Pair], what: str) -> Misconception | None:
    """The answer is the right one in another order."""
    if all(close(np.sort(p.got), np.sort(p.right)) for p in pairs):
        return Misconception("order", f"Your {what} holds the right numbers in the wrong places.")
    return None


RELATIONS = (sign, reduction, factor, offset, power, order)
"""The most telling first."""
