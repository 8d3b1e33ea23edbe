"""The smallest piece of code that is given right numbers and gives wrong ones."""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from grader.judging.diagnosis.code.source import place
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.locate.calls import Followed, followed, has_wrong_value
from grader.judging.diagnosis.locate.flow import flowing
from grader.judging.diagnosis.locate.watched import Numbers
from grader.probe.values import Array, leaves
from grader.verdict import Misconception

SHARE = 0.7
"""Of the code of what failed, that a place may be: to name nearly all of it says nothing."""

TRIES = 150
"""How often other numbers are put in a place."""

Form = Callable[[Numbers], Numbers]

PLAIN = 2
"""How many forms are tried first, in all places."""

FORMS: tuple[Form, ...] = (
    np.positive, np.negative, np.exp, np.log, np.square, np.sqrt, np.reciprocal,
    lambda x: x / 2, lambda x: 2 * x, lambda x: -x / 2, lambda x: -2 * x, lambda x: 1 - x,
    lambda x: x + 1, lambda x: x - 1, lambda x: x.sum(), lambda x: x.mean(),
    lambda x: np.log1p(-x), lambda x: -1 / x,
)  # fmt: skip
"""What a right number may be in somebody else's code."""

Known = list[list[Numbers]]
"""Right numbers, each with its value in every call."""


def wrong_place(evidence: Evidence) -> Misconception | None:
    """One place is given right numbers, and with right ones in it all answers are right."""
    found = followed(evidence, has_wrong_value)
    if found is None or len(found.calls) < 2:
        return None
    try:
        with np.errstate(all="ignore"):
            where = next(_places(found), None)
    finally:
        found.rewriting.define(evidence.text)
    if where is None:
        return None
    return Misconception(
        "wrong-place",
        f"What goes into {place(where)} is right, what comes out is not: with the right numbers "
        "there the answers are right.",
    )


def _places(found: Followed) -> Iterator[ast.expr]:
    known = _known(found)
    trusted = [*known, *_inputs(found)]
    every = sum(
        sum(1 for _ in ast.walk(statement))
        for function in found.watched.source.used
        for statement in function.body
    )
    sized = [
        (sum(1 for _ in ast.walk(node)), index) for index, node in enumerate(found.watched.places)
    ]
    suspected = _suspected(found, trusted)
    tried: list[tuple[int, list[Numbers]]] = []
    for size, index in sorted(sized):
        node = found.watched.places[index]
        values = _values(found, index)
        if index not in suspected or values is None or isinstance(node, ast.Name):
            continue
        if size <= SHARE * every and _is_fed_rightly(found, node, trusted):
            tried.append((index, values))
    tries = TRIES
    for forms in (FORMS[:PLAIN], FORMS[PLAIN:]):
        for index, values in tried:
            kind = found.calls[0].noted[index].kind
            for numbers in _candidates(known, values, kind, forms):
                tries -= 1
                if tries < 0:
                    return
                given = {at: (x, _dtype(kind)) for at, x in enumerate(numbers)}
                if found.mended(index, given):
                    yield found.watched.places[index]
                    break


def _suspected(found: Followed, trusted: Known) -> set[int]:
    """The places with wrong numbers from which the answer is computed through wrong ones alone."""

    def is_wrong(index: int) -> bool | None:
        values = _values(found, index)
        return None if values is None else not _is_one_of(values, trusted)

    return flowing(found.watched, is_wrong)


def _known(found: Followed) -> Known:
    """Every number of the reference's computation, and the right answer's parts."""
    first, *others = (call.right for call in found.calls)
    shared = [i for i in first if all(i in other for other in others)]
    known = [[call.right[i].value for call in found.calls] for i in shared]
    answers = [_arrays(_answer(call.case.expected)) for call in found.calls]
    if len({len(parts) for parts in answers}) == 1:
        known += [list(parts) for parts in zip(*answers, strict=True)]
    unique: Known = []
    for numbers in known:
        if not any(_same(numbers, other) for other in unique):
            unique.append(numbers)
    return unique


def _inputs(found: Followed) -> Known:
    names = found.calls[0].case.inputs
    known = []
    for name in names:
        values = [_arrays(call.case.inputs.get(name)) for call in found.calls]
        if all(len(parts) == 1 for parts in values):
            known.append([parts[0] for parts in values])
    return known


def _answer(expected: Any) -> Any:
    return expected["value"] if isinstance(expected, Mapping) and "value" in expected else expected


def _arrays(value: Any) -> list[Numbers]:
    found = [leaf.data if isinstance(leaf, Array) else leaf for leaf in leaves(value)]
    kept = [x for x in found if isinstance(x, np.ndarray | float | int)]
    return [np.asarray(x, np.float64) for x in kept]


def _values(found: Followed, index: int) -> list[Numbers] | None:
    """What a place came to in each call, if it had one value in each."""
    noted = [call.noted.get(index) for call in found.calls]
    values = [one.value for one in noted if one is not None and one.times == 1]
    return values if len(values) == len(noted) else None


def _is_fed_rightly(found: Followed, node: ast.expr, trusted: Known) -> bool:
    """Whether all variables in a place hold right numbers."""
    for index, inner in enumerate(found.watched.places):
        if isinstance(inner, ast.Name) and _lies_in(inner, node):
            values = _values(found, index)
            if values is not None and not _is_one_of(values, trusted):
                return False
            if values is None and any(index in call.noted for call in found.calls):
                return False
    return True


def _lies_in(inner: ast.expr, node: ast.expr) -> bool:
    return any(one is inner for one in ast.walk(node))


def _is_one_of(values: list[Numbers], known: Known) -> bool:
    """Whether values are right numbers in some form, the same in every call."""
    return any(_same([form(x) for x in numbers], values) for numbers in known for form in FORMS)


def _candidates(
    known: Known, values: list[Numbers], kind: str, forms: Sequence[Form]
) -> Iterator[list[Numbers]]:
    """Right numbers that fit in the place of others, the plain ones first."""
    tried: set[bytes] = set()
    for form in forms if kind.startswith("float") else forms[:1]:
        for numbers in known:
            formed = [np.asarray(form(x)) for x in numbers]
            fits = all(x.shape in (y.shape, ()) for x, y in zip(formed, values, strict=True))
            if not fits or not all(_is_of(x, kind) for x in formed):
                continue
            numbers_of_all = b"".join(x.tobytes() for x in formed)
            if numbers_of_all not in tried:
                tried.add(numbers_of_all)
                yield formed


def _is_of(numbers: Numbers, kind: str) -> bool:
    """Whether numbers can stand where others of a kind were."""
    if not np.isfinite(numbers).all():
        return False
    if kind == "bool":
        return bool(np.isin(numbers, (0, 1)).all())
    return kind.startswith("float") or bool((numbers == np.round(numbers)).all())


def _same(some: list[Numbers], others: list[Numbers]) -> bool:
    return all(
        np.size(a) == np.size(b) and np.allclose(np.ravel(a), np.ravel(b), rtol=1e-6, atol=1e-9)
        for a, b in zip(some, others, strict=True)
    )


def _dtype(kind: str) -> str:
    return {"float": "float64", "int": "int64"}.get(kind, kind)
