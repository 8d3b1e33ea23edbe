"""Right numbers on the way to an answer, and which numbers of a submission are among them."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.judging.diagnosis.answers import close
from grader.judging.diagnosis.locate.calls import Followed
from grader.judging.diagnosis.locate.watched import Numbers
from grader.probe.values import Array, leaves

Form = Callable[[Numbers], Numbers]

FORMS: tuple[Form, ...] = (
    np.positive, np.negative, np.exp, np.log, np.square, np.sqrt, np.reciprocal,
    lambda x: x / 2, lambda x: 2 * x, lambda x: -x / 2, lambda x: -2 * x, lambda x: 1 - x,
    lambda x: x + 1, lambda x: x - 1, lambda x: x.sum(), lambda x: x.mean(),
    lambda x: np.log1p(-x), lambda x: -1 / x,
)  # fmt: skip
"""What a right number may be in somebody else's code."""

Known = list[list[Numbers]]
"""Right numbers, each with its value in every call."""


def right_numbers(found: Followed) -> Known:
    """Every number of the reference's computation, and the right answer's parts."""
    first, *others = (call.right for call in found.calls)
    shared = [i for i in first if all(i in other for other in others)]
    known = [[call.right[i].value for call in found.calls] for i in shared]
    answers = [arrays(_answer(call.case.expected)) for call in found.calls]
    if len({len(parts) for parts in answers}) == 1:
        known += [list(parts) for parts in zip(*answers, strict=True)]
    unique: Known = []
    for numbers in known:
        if not any(same(numbers, other) for other in unique):
            unique.append(numbers)
    return unique


def given_numbers(found: Followed) -> Known:
    """The arguments that are one array or number."""
    known = []
    for name in found.calls[0].case.inputs:
        given = [arrays(call.case.inputs.get(name)) for call in found.calls]
        if all(len(parts) == 1 for parts in given):
            known.append([parts[0] for parts in given])
    return known


def _answer(expected: Any) -> Any:
    return expected["value"] if isinstance(expected, Mapping) and "value" in expected else expected


def arrays(value: Any) -> list[Numbers]:
    """The arrays and numbers of a tree, in order."""
    found = [leaf.data if isinstance(leaf, Array) else leaf for leaf in leaves(value)]
    kept = [x for x in found if isinstance(x, np.ndarray | float | int)]
    return [np.asarray(x, np.float64) for x in kept]


def numbers_of(found: Followed, index: int) -> list[Numbers] | None:
    """What a place came to in each call, if it had one value in each."""
    noted = [call.noted.get(index) for call in found.calls]
    numbers = [one.value for one in noted if one is not None and one.times == 1]
    return numbers if len(numbers) == len(noted) else None


def in_every_form(known: Known) -> Known:
    """Numbers, and what each may be in somebody else's code."""
    return [[form(x) for x in right] for right in known for form in FORMS]


def is_one_of(numbers: list[Numbers], known: Known) -> bool:
    """Whether numbers equal one of `known`, which `in_every_form` makes, in every call."""
    return any(same(right, numbers) for right in known)


def same(some: list[Numbers], others: list[Numbers]) -> bool:
    """Whether numbers are alike, measured by the largest: what underflows is not alike by that."""
    return all(
        np.size(a) == np.size(b)
        and close(np.ravel(a), np.ravel(b), 1e-6, 1e-9 * np.abs(b).max(initial=0))
        for a, b in zip(some, others, strict=True)
    )
