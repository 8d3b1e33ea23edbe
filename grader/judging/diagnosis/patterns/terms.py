"""Answers that are the right one plus something: a constant, or a term of the inputs."""

import math
from collections.abc import Callable, Iterator
from itertools import permutations

import numpy as np

from grader.judging.diagnosis.patterns.constants import common, named
from grader.judging.diagnosis.patterns.parts import Numbers, Pair, Part
from grader.judging.diagnosis.patterns.relation import Relation
from grader.probe.case import Inputs
from grader.probe.values import Array

SIMPLE: dict[str, Callable[[Numbers], Numbers]] = {
    "`{a}`": lambda a: a,
    "`{a}`^2": np.square,
    "abs(`{a}`)": np.abs,
    "log(`{a}`)": np.log,
    "exp(`{a}`)": np.exp,
    "exp(2*`{a}`)": lambda a: np.exp(2 * a),
    "log(1 - `{a}`)": lambda a: np.log1p(-a),
    "1/`{a}`": np.reciprocal,
    "1/`{a}`^2": lambda a: np.reciprocal(np.square(a)),
}
"""Terms of one argument that a formula may have."""

JOINT: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
    "`{a}`*`{b}`": np.multiply,
    "(`{a}` - `{b}`)^2": lambda a, b: np.square(a - b),
    "abs(`{a}` - `{b}`)": lambda a, b: np.abs(a - b),
    "`{a}`*log(`{b}`)": lambda a, b: a * np.log(b),
    "(1 - `{a}`)*log(1 - `{b}`)": lambda a, b: (1 - a) * np.log1p(-b),
    "`{a}`/`{b}`": np.divide,
}
"""Terms of two arguments."""

TIMES = {1.0: "", 0.5: "half ", 2.0: "twice ", 0.25: "a quarter of ", 4.0: "four times "}

_Term = Callable[[Inputs], Numbers | None]


def terms(part: Part) -> Iterator[Relation]:
    """Claims that a part is off by the same thing every time."""
    yield from _constant(part)
    yield from _growing(part)
    yield from _of_the_inputs(part)


def _constant(part: Part) -> Iterator[Relation]:
    constant = common(pair.got - pair.right for pair in part.pairs)
    if constant is not None:
        cause = "term is lost or too many" if abs(constant) > 1e-3 else "has too few digits"
        yield Relation(
            "additive-constant",
            f"{{your}} is off by {named(constant)} every time, whatever the input: a constant "
            f"{cause}.",
            lambda pair: pair.right + constant,
        )


def _growing(part: Part) -> Iterator[Relation]:
    for size in part.pairs[0].sizes:
        counts = [pair.sizes.get(size, 0) for pair in part.pairs]
        if len(set(counts)) < 2 or not all(counts):
            continue
        for way, power in (("times", 1), ("divided by", -1)):
            constant = common(
                (p.got - p.right) / n**power for p, n in zip(part.pairs, counts, strict=True)
            )
            if constant is not None:
                yield Relation(
                    "growing-constant",
                    f"{{your}} is off by {named(constant)} {way} {size}: look for that constant.",
                    _grown(size, power, constant),
                )


def _grown(size: str, power: int, constant: float) -> Callable[[Pair], Numbers | None]:
    def of(pair: Pair) -> Numbers | None:
        n = pair.sizes.get(size)
        return None if n is None else pair.right + constant * n**power

    return of


def _of_the_inputs(part: Part) -> Iterator[Relation]:
    for words, term in _terms(part.pairs[0].inputs):
        for how, reduce in _reductions(part):
            constant = common(_ratios(part, term, reduce)) or 0.0
            for size, times in TIMES.items():
                if math.isclose(size, abs(constant), rel_tol=1e-6):
                    way = "plus" if constant > 0 else "minus"
                    yield Relation(
                        "term",
                        f"{{your}} is the right one {way} {times}{how}{words}: look at that term.",
                        _added(term, reduce, math.copysign(size, constant)),
                    )


def _ratios(part: Part, term: _Term, reduce: Callable[[Numbers], Numbers]) -> Iterator[Numbers]:
    """By how many times a term each answer is off, wherever that can be told."""
    for pair in part.pairs:
        value = term(pair.inputs)
        amount = np.asarray(np.nan if value is None else reduce(value))
        off = pair.got - pair.right
        if amount.shape not in ((), off.shape):
            amount = np.full(off.shape, np.nan)
        yield (off / amount)[(np.abs(off) > 1e-9) | ~(np.abs(amount) < 1e-9)]


def _added(
    term: _Term, reduce: Callable[[Numbers], Numbers], constant: float
) -> Callable[[Pair], Numbers | None]:
    def of(pair: Pair) -> Numbers | None:
        value = term(pair.inputs)
        if value is None:
            return None
        amount = np.asarray(reduce(value))
        return pair.right + constant * amount if amount.shape in ((), pair.right.shape) else None

    return of


def _terms(inputs: Inputs) -> Iterator[tuple[str, _Term]]:
    names = [name for name, value in inputs.items() if _floating(value) is not None]
    for a in names:
        for words, function in SIMPLE.items():
            yield words.format(a=a), _of_one(function, a)
    for a, b in permutations(names, 2):
        for words, joint in JOINT.items():
            yield words.format(a=a, b=b), _of_two(joint, a, b)


def _of_one(function: Callable[[Numbers], Numbers], a: str) -> _Term:
    def term(inputs: Inputs) -> Numbers | None:
        x = _floating(inputs.get(a))
        return None if x is None else function(x)

    return term


def _of_two(function: Callable[[Numbers, Numbers], Numbers], a: str, b: str) -> _Term:
    def term(inputs: Inputs) -> Numbers | None:
        x, y = _floating(inputs.get(a)), _floating(inputs.get(b))
        if x is None or y is None:
            return None
        try:
            return function(x, y)
        except ValueError:  # they do not broadcast
            return None

    return term


def _reductions(part: Part) -> list[tuple[str, Callable[[Numbers], Numbers]]]:
    """How a term may enter the answer: as it is, or reduced to one number."""
    if any(pair.right.shape for pair in part.pairs):
        return [("", np.asarray)]
    return [("the mean of ", np.mean), ("the sum of ", np.sum)]


def _floating(value: object) -> Numbers | None:
    if isinstance(value, float):
        return np.asarray(value)
    if isinstance(value, Array) and value.data.dtype.kind == "f":
        return value.data.astype(np.float64)
    return None
