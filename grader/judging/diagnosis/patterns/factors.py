"""Answers that are the right one times something: a constant, a size, an argument."""

import math
from collections.abc import Callable, Iterator

import numpy as np

from grader.judging.diagnosis.patterns.constants import common, named
from grader.judging.diagnosis.patterns.parts import Numbers, Pair, Part
from grader.judging.diagnosis.patterns.relation import Relation
from grader.judging.diagnosis.patterns.sizes import COLUMNS, ELEMENTS, ROWS
from grader.probe.values import Array

REDUCTIONS = {
    ("times", ELEMENTS): ("sum-for-mean", "a sum where a mean is asked for"),
    ("divided by", ELEMENTS): ("mean-for-sum", "a mean where a sum is asked for"),
    ("times", ROWS): ("rows-not-averaged", "the batch is summed, not averaged"),
    ("divided by", ROWS): ("rows-averaged", "the batch is averaged once too often"),
    ("times", COLUMNS): (
        "columns-not-averaged",
        "one dimension is summed where it should be averaged",
    ),
    ("divided by", COLUMNS): ("columns-averaged", "one dimension is averaged once too often"),
}
"""What a wrong reduction to one number comes to."""

BESSEL: dict[str, tuple[str, Callable[[Numbers, int], Numbers]]] = {
    "n-minus-one": (
        "divided by n - 1 where n, {size}, is asked for",
        lambda right, n: right * n / (n - 1),
    ),
    "root-n-minus-one": (
        "of a variance divided by n - 1 where n, {size}, is asked for",
        lambda right, n: right * np.sqrt(n / (n - 1)),
    ),
    "variance-n-minus-one": (
        "a variance, not its root, and divided by n - 1 where n, {size}, is asked for",
        lambda right, n: right**2 * n / (n - 1),
    ),
    "n-for-n-minus-one": (
        "divided by n, {size}, where n - 1 is asked for",
        lambda right, n: right * (n - 1) / n,
    ),
}

POWERS = {1.0: "`{name}`", 2.0: "`{name}` squared", 0.5: "the square root of `{name}`"}


def factors(part: Part) -> Iterator[Relation]:
    """Claims that a part is the right one times, or divided by, the same thing every time."""
    yield from _of_a_size(part)
    yield from _of_a_constant(part)
    yield from _of_an_argument(part)


def _of_a_size(part: Part) -> Iterator[Relation]:
    scalar = not any(pair.right.shape for pair in part.pairs)
    for size in part.pairs[0].sizes:
        if len({pair.sizes.get(size) for pair in part.pairs}) < 2:
            continue
        for way in ("times", "divided by"):
            id, cause = REDUCTIONS.get((way, size), (f"{way.split()[0]}-a-size", ""))
            if not (scalar and cause):
                more = "not divided by it" if way == "times" else "not multiplied by it"
                cause = f"{way.replace('times', 'multiplied by')} it once too often, or {more}"
            yield Relation(
                id, f"{{your}} is the right one {way} {size}: {cause}.", _scaled(size, way)
            )
        for id, (cause, factor) in BESSEL.items():
            yield Relation(id, f"{{your}} is {cause.format(size=size)}.", _corrected(size, factor))


def _scaled(size: str, way: str) -> Callable[[Pair], Numbers | None]:
    def of(pair: Pair) -> Numbers | None:
        n = pair.sizes.get(size)
        return n and pair.right * (n if way == "times" else 1 / n)  # type: ignore[return-value]

    return of


def _corrected(
    size: str, factor: Callable[[Numbers, int], Numbers]
) -> Callable[[Pair], Numbers | None]:
    def of(pair: Pair) -> Numbers | None:
        n = pair.sizes.get(size)
        if n == 1:  # what comes of a division by 0 is anyone's choice
            return pair.got
        return None if n is None else factor(pair.right, n)

    return of


def _of_a_constant(part: Part) -> Iterator[Relation]:
    ratio = common(p.got[p.right != 0] / p.right[p.right != 0] for p in part.pairs)
    # A factor of nearly 1 is a matter of digits.
    if ratio is None or abs(ratio - 1) < 1e-4:
        return
    cause = "a constant factor is lost or too many"
    if part.name.startswith("gradient") and math.isclose(ratio, 0.5):
        cause += ", or your backward leaves out the gradient that comes from above, 2 here"
    yield Relation(
        "constant-factor",
        f"{{your}} is {_times(ratio)}the right one every time: {cause}.",
        lambda pair: ratio * pair.right,
    )


def _of_an_argument(part: Part) -> Iterator[Relation]:
    for name in part.pairs[0].inputs:
        values = [argument(pair, name) for pair in part.pairs]
        if any(value is None for value in values):
            continue
        for power, words in POWERS.items():
            for sign, way in ((1, "times"), (-1, "divided by")):
                constant = _nice(
                    common(
                        (p.got / (p.right * v ** (sign * power)))[(p.right != 0) & (p.got != 0)]
                        for p, v in zip(part.pairs, values, strict=True)
                        if v is not None
                    )
                )
                if constant is None:
                    continue
                yield Relation(
                    "argument-factor",
                    f"{{your}} is {_times(constant)}the right one {way} "
                    f"{words.format(name=name)}: look at where it enters.",
                    _powered(name, sign * power, constant),
                )


def _powered(name: str, power: float, constant: float) -> Callable[[Pair], Numbers | None]:
    def of(pair: Pair) -> Numbers | None:
        value = argument(pair, name)
        return None if value is None else constant * pair.right * value**power

    return of


def _times(factor: float) -> str:
    words = {1.0: "", 2.0: "twice ", 0.5: "half "}
    return words.get(round(factor, 6), f"{named(factor)} times ")


def _nice(constant: float | None) -> float | None:
    """The constant if it is one that a formula may hold by itself."""
    nice = (1.0, 2.0, 0.5, 4.0, 0.25, -1.0)
    return next((n for n in nice if constant and math.isclose(n, constant, rel_tol=1e-6)), None)


def argument(pair: Pair, name: str) -> Numbers | None:
    """An argument as numbers that go with each element of the answer; None where they do not."""
    value = pair.inputs.get(name)
    if isinstance(value, float):
        return np.asarray(value)
    if not isinstance(value, Array) or value.data.dtype.kind != "f":
        return None
    return value.data if value.shape in ((), pair.right.shape) else None
