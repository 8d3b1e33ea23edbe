"""Inputs on which an answer is right or wrong: what they alone have in common."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations, permutations
from typing import Any

import numpy as np

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.parts import ENOUGH, Numbers, value_of
from grader.judging.diagnosis.patterns.sizes import broadcast, shapes
from grader.judging.judgement import verdict_on
from grader.probe.case import Case, Inputs
from grader.probe.probe import Probe
from grader.probe.values import Array, floating_dtype, leaves
from grader.verdict import Misconception

CHANCE = 100
"""How much better than luck a condition must be. Where `k` of `n` inputs are wrong, one that has
nothing to do with it picks just those once in `comb(n, k)` times, and many conditions are tried."""


SWAPS = 3
"""How many wrong answers are tried with the argument of right ones, which must mend them, and the
other way around: what holds of the few inputs that were drawn may be chance."""


GAP = 2
"""How many times as large as any for which the answer is right the numbers must be that make it
wrong: else it is rather some sum or product of them that matters."""


@dataclass(frozen=True)
class Condition:
    """What some inputs have in common.

    Attributes:
        words: as it reads after "Your answer is wrong only" or "right only".
        kind: what it looks at. Where conditions of two kinds pick the same inputs, it is open which
            of them it is.
        met: whether an input meets it.
    """

    words: str
    kind: str
    met: Callable[[Inputs], bool]


def condition(evidence: Evidence) -> Misconception | None:
    """The answer is right exactly where a condition on the input is met, or exactly where not."""
    asked = [
        _Asked(probe, index, case)
        for probe, cases in evidence.referenced
        if not probe.random
        for index, case in enumerate(cases)
    ]
    if len(asked) < 2 * ENOUGH:
        return None
    right = [one.is_right for one in asked]
    inputs = [one.case.inputs for one in asked]
    # Being right again and again for the same number, such as that of zeros, says little.
    answers = {_bytes(one.case.expected) for one in asked if one.is_right}
    if len(answers) < ENOUGH or len(right) - sum(right) < ENOUGH:
        return None
    tried = [*conditions(inputs[0]), *_bounds(inputs, right)]
    if math.comb(len(right), sum(right)) < CHANCE * len(tried):
        return None
    found: dict[str, str] = {}  # by kind
    for one in tried:
        met = [one.met(drawn) for drawn in inputs]
        if met == right:
            found.setdefault(one.kind, f"right only {one.words}")
        elif not any(a == b for a, b in zip(met, right, strict=True)):
            found.setdefault(one.kind, f"wrong only {one.words}")
    if len(found) != 1:
        return None
    [(kind, words)] = found.items()
    if kind in inputs[0] and not _is_its_doing(evidence, asked, kind):
        return None
    if not any(_is_finite(one.case.got) for one in asked if not one.is_right):
        words = words.replace("wrong only", "not finite only", 1)
    return Misconception("only-some-inputs", f"Your answer is {words}.")


@dataclass(frozen=True)
class _Asked:
    """An input of a probe, by its index, and both answers."""

    probe: Probe
    index: int
    case: Case

    @cached_property
    def is_right(self) -> bool:
        return not any(verdict_on(self.probe, check, self.case) for check in self.probe.checks)


def _is_its_doing(evidence: Evidence, asked: Sequence[_Asked], name: str) -> bool:
    """Whether an answer turns right or wrong with an argument alone, wherever that can be tried."""
    seen = False
    tries = {True: SWAPS, False: SWAPS}
    for one, other in permutations(asked, 2):
        a, b = one.case.inputs.get(name), other.case.inputs.get(name)
        if one.is_right is other.is_right or not tries[one.is_right] or not _fits(a, b):
            continue
        tries[one.is_right] -= 1
        again = evidence.ask(one.probe, {**one.case.inputs, name: b}, one.index)
        if again is None:
            continue
        if _Asked(one.probe, one.index, again).is_right is one.is_right:
            return False
        seen = True
    return seen


def _fits(a: Any, b: Any) -> bool:
    """Whether one value of an argument can stand for the other."""
    if isinstance(a, Array) and isinstance(b, Array):
        return (a.shape, a.dtype) == (b.shape, b.dtype)
    return type(a) is type(b) and a is not None


SHAPES: dict[str, Callable[[tuple[int, ...]], bool]] = {
    "for a single element": lambda shape: math.prod(shape) == 1,
    "for a batch of one": lambda shape: shape[:1] == (1,),
    "for one-dimensional input": lambda shape: len(shape) == 1,
    "for two-dimensional input": lambda shape: len(shape) == 2,
    "for more than two dimensions": lambda shape: len(shape) > 2,
    "for a single column": lambda shape: shape[-1:] == (1,),
    "where rows and columns are equally many": lambda shape: len(set(shape)) == 1,
    "for an odd number of elements": lambda shape: math.prod(shape) % 2 == 1,
}

NUMBERS: dict[str, Callable[[Any], bool]] = {
    "where `{name}` is 0": lambda x: x == 0,
    "where `{name}` is 1": lambda x: x == 1,
    "where `{name}` is negative": lambda x: x < 0,
    "where `{name}` is below 1": lambda x: x < 1,
    "where `{name}` is a whole number": lambda x: float(x).is_integer(),
    "where `{name}` is odd": lambda x: x % 2 == 1,
}

NEGATIVE = "where `{name}` has a negative number"

ARRAYS: dict[str, Callable[[Numbers], Any]] = {
    "where `{name}` is diagonal": lambda x: _is_diagonal(x),
    NEGATIVE: lambda x: (x < 0).any(),
    "where `{name}` has a positive number": lambda x: (x > 0).any(),
    "where `{name}` has a 0": lambda x: (x == 0).any(),
    "where `{name}` has a 1": lambda x: (x == 1).any(),
    "where `{name}` holds 0 and 1 alone": lambda x: ((x == 0) | (x == 1)).all(),
    "where `{name}` is 0 everywhere": lambda x: (x == 0).all(),
    "where `{name}` holds whole numbers alone": lambda x: (x == np.round(x)).all(),
    "where `{name}` is the same everywhere": lambda x: x.size > 1 and (x == x.flat[0]).all(),
    "where `{name}` holds a number twice": lambda x: np.unique(x).size < x.size,
}


def conditions(example: Inputs) -> Iterator[Condition]:
    """What inputs like this one can have in common."""
    for words, of_shape in SHAPES.items():
        yield Condition(words, "shape", lambda i, met=of_shape: met(broadcast(i)))  # type: ignore[misc]
    yield Condition("where nothing broadcasts", "shape", lambda i: len(set(shapes(i))) == 1)
    yield Condition("for float32", "dtype", lambda i: floating_dtype(i) == "float32")
    arrays = [name for name, value in example.items() if isinstance(value, Array)]
    for a, b in combinations(arrays, 2):
        yield Condition(f"where `{a}` equals `{b}`", f"{a} and {b}", partial(_equal, a, b))
    for name, value in example.items():
        yield Condition(f"where `{name}` is given", name, lambda i, name=name: name in i)  # type: ignore[misc]
        if isinstance(value, bool | str):
            words = f"where `{name}` is {value}"
            yield Condition(words, name, partial(_met, name, lambda x, v=value: x == v))  # type: ignore[misc]
        elif isinstance(value, int | float):
            for words, of_number in NUMBERS.items():
                yield Condition(words.format(name=name), name, partial(_met, name, of_number))
        elif isinstance(value, Array):
            yield Condition(f"where `{name}` has one row", "shape", partial(_met, name, _one_row))
            for words, of_array in ARRAYS.items():
                # Which labels occur is chance, unless one stands for what is left out.
                if value.data.dtype.kind in "iu" and of_array is not ARRAYS[NEGATIVE]:
                    continue
                yield Condition(words.format(name=name), name, partial(_met, name, of_array))


def _met(name: str, met: Callable[[Any], Any], inputs: Inputs) -> bool:
    """Whether an argument meets a condition; one that is left out or empty meets none."""
    value = inputs.get(name)
    if isinstance(value, Array):
        return bool(value.data.size and met(value.data))
    return value is not None and bool(met(value))


def _equal(a: str, b: str, inputs: Inputs) -> bool:
    one, other = inputs.get(a), inputs.get(b)
    if not isinstance(one, Array) or not isinstance(other, Array):
        return False
    return np.array_equal(one.data, other.data)


def _is_diagonal(x: Numbers) -> bool:
    if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
        return False
    return not x[..., ~np.eye(x.shape[-1], dtype=bool)].any()


def _one_row(x: Numbers) -> bool:
    return x.ndim > 1 and len(x) == 1


def _bounds(inputs: Sequence[Inputs], right: Sequence[bool]) -> Iterator[Condition]:
    """Conditions on the size of numbers, with bounds that part right and wrong clearly."""
    for name, value in inputs[0].items():
        found = [_largest(drawn.get(name)) for drawn in inputs]
        good = max(x for x, yes in zip(found, right, strict=True) if yes)
        bad = min(x for x, yes in zip(found, right, strict=True) if not yes)
        if isinstance(value, float):
            low = min(x for x, yes in zip(found, right, strict=True) if yes)
            most = max(x for x, yes in zip(found, right, strict=True) if not yes)
            if 0 < GAP * most <= low:
                words = f"where abs(`{name}`) is {most:.4g} or less, and right from {low:.4g} on"
                yield Condition(words, name, partial(_is_below, name, low))
        # Of a parameter it is the sum in which it ends that matters.
        if "." not in name and 0 < GAP * good <= bad:
            words = f"where abs(`{name}`) is {bad:.4g} or more, and right up to {good:.4g}"
            yield Condition(words, name, partial(_reaches, name, bad))


def _reaches(name: str, bound: float, inputs: Inputs) -> bool:
    return _largest(inputs.get(name)) >= bound


def _is_below(name: str, bound: float, inputs: Inputs) -> bool:
    return _largest(inputs.get(name)) < bound


def _largest(value: Any) -> float:
    data = value.data if isinstance(value, Array) else value
    if isinstance(data, np.ndarray) and data.dtype.kind != "f":  # labels have no size
        return math.nan
    return float(np.abs(data).max(initial=0)) if isinstance(data, np.ndarray | float) else math.nan


def _is_finite(answer: Any) -> bool:
    arrays = [leaf.data for leaf in leaves(value_of(answer)) if isinstance(leaf, Array)]
    return not arrays or all(np.isfinite(data).all() for data in arrays)


def _bytes(answer: Any) -> bytes:
    arrays = [leaf.data.tobytes() for leaf in leaves(answer) if isinstance(leaf, Array)]
    return arrays[0] if arrays else repr(leaves(answer)[:1]).encode()
