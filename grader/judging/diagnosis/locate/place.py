"""The smallest piece of code that is given right numbers and gives wrong ones."""

import ast
from collections.abc import Iterator, Sequence

import numpy as np

from grader.judging.diagnosis.code.source import WHOLE, called, place
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.locate.calls import Followed, followed, has_wrong_value
from grader.judging.diagnosis.locate.flow import flowing
from grader.judging.diagnosis.locate.right_numbers import (
    FORMS,
    Form,
    Known,
    given_numbers,
    in_every_form,
    is_one_of,
    numbers_of,
    right_numbers,
)
from grader.judging.diagnosis.locate.watched import UNFILLED, Numbers
from grader.verdict import Misconception

SHARE = 0.7
"""Of the code of what failed, that a place may be: to name nearly all of it says nothing."""

TRIES = 150
"""How often other numbers are put in a place."""

PLAIN = 2
"""How many forms are tried first, in all places."""


def wrong_place(evidence: Evidence) -> Misconception | None:
    """One place is given right numbers, and with right ones in it all answers are right."""
    found = followed(evidence, has_wrong_value)
    if found is None or len(found.calls) < 2:
        return None
    try:
        where = next(_places(found), None)
    finally:
        found.rewriting.define(evidence.text)
    if where is None:
        return None
    used = any(isinstance(node, ast.Name) for node in ast.walk(where))
    fed = "gets right numbers, but comes to wrong ones" if used else "comes to wrong numbers"
    return Misconception(
        "wrong-place",
        f"{place(where, WHOLE)} {fed}: with the right ones in its place the answers are right.",
    )


def _places(found: Followed) -> Iterator[ast.expr]:
    known = right_numbers(found)
    trusted = in_every_form([*known, *given_numbers(found)])
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
        values = numbers_of(found, index)
        if index not in suspected or values is None:
            continue
        if isinstance(node, ast.Name) or called(node) in UNFILLED:
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
        values = numbers_of(found, index)
        return None if values is None else not is_one_of(values, trusted)

    return flowing(found.watched, is_wrong)


def _is_fed_rightly(found: Followed, node: ast.expr, trusted: Known) -> bool:
    """Whether all variables in a place hold right numbers; an argument may hold anything else."""
    for index, inner in enumerate(found.watched.places):
        if isinstance(inner, ast.Name) and _lies_in(inner, node):
            values = numbers_of(found, index)
            if values is not None and not is_one_of(values, trusted):
                return False
            is_noted = any(index in call.noted for call in found.calls)
            is_given = inner.id in {"self", *found.calls[0].case.inputs}
            if values is None and (is_noted or not is_given):
                return False
    return True


def _lies_in(inner: ast.expr, node: ast.expr) -> bool:
    return any(one is inner for one in ast.walk(node))


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


def _dtype(kind: str) -> str:
    return {"float": "float64", "int": "int64"}.get(kind, kind)
