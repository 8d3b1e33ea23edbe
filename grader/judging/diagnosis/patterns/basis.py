"""The terms that a formula of the inputs may have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from grader.judging.diagnosis.patterns.parts import Numbers, Pair, Part
from grader.probe.values import Array

SIMPLE: dict[str, Callable[[Numbers], Numbers]] = {
    "`{a}`": lambda a: a,
    "`{a}`^2": np.square,
    "abs(`{a}`)": np.abs,
    "log(`{a}`)": np.log,
    "log(2*`{a}`)": lambda a: np.log(2 * a),
    "exp(`{a}`)": np.exp,
    "exp(2*`{a}`)": lambda a: np.exp(2 * a),
    "exp(`{a}`/2)": lambda a: np.exp(a / 2),
    "log(1 - `{a}`)": lambda a: np.log1p(-a),
    "1/`{a}`": np.reciprocal,
    "1/`{a}`^2": lambda a: np.reciprocal(np.square(a)),
}

JOINT: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
    "`{a}`*`{b}`": np.multiply,
    "(`{a}` - `{b}`)^2": lambda a, b: np.square(a - b),
    "abs(`{a}` - `{b}`)": lambda a, b: np.abs(a - b),
    "`{a}`*log(`{b}`)": lambda a, b: a * np.log(b),
    "(1 - `{a}`)*log(1 - `{b}`)": lambda a, b: (1 - a) * np.log1p(-b),
    "`{a}`/`{b}`": np.divide,
}


@dataclass(frozen=True)
class Term:
    """A term in words, and how much it comes to in the answer to one input.

    `amount` returns None where the term makes no sense.
    """

    words: str
    amount: Callable[[Pair], Numbers | None]


def terms_of(part: Part) -> Iterator[Term]:
    """The terms of one and of two arguments, reduced to a number where the answer is one."""
    example = part.pairs[0]
    names = [name for name in example.inputs if _floating(example, name) is not None]
    reductions: dict[str, Callable[[Numbers], Numbers]] = {"": np.asarray}
    if not any(pair.right.shape for pair in part.pairs):
        reductions = {
            "the mean of ": np.mean,
            "the sum of ": np.sum,
            "the square of the sum of ": lambda x: np.square(np.sum(x)),
            "the square of the mean of ": lambda x: np.square(np.mean(x)),
        }
    for how, reduce in reductions.items():
        for a in names:
            for words, simple in SIMPLE.items():
                yield Term(how + words.format(a=a), _amount(simple, reduce, a))
        for a, b in permutations(names, 2):
            for words, joint in JOINT.items():
                yield Term(how + words.format(a=a, b=b), _amount(joint, reduce, a, b))


def _amount(
    function: Callable[..., Numbers], reduce: Callable[[Numbers], Numbers], *names: str
) -> Callable[[Pair], Numbers | None]:
    def amount(pair: Pair) -> Numbers | None:
        numbers = [_floating(pair, name) for name in names]
        if any(x is None for x in numbers):
            return None
        try:
            value = np.asarray(reduce(function(*numbers)))
        except ValueError:  # they do not broadcast
            return None
        return value if value.shape in ((), pair.right.shape) else None

    return amount


def _floating(pair: Pair, name: str) -> Numbers | None:
    value = pair.inputs.get(name)
    if isinstance(value, float):
        return np.asarray(value)
    if isinstance(value, Array) and value.data.dtype.kind == "f":
        return value.data.astype(np.float64)
    return None
