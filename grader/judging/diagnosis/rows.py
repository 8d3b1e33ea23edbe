"""Finds answers in which the rows of a batch, which have nothing to do with each other, mix."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.judging.diagnosis.answers import near
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import function_of, value_of
from grader.probe.case import Case, Inputs
from grader.probe.compare import compare
from grader.probe.probe import Probe
from grader.probe.values import Array
from grader.verdict import Misconception

Numbers = np.ndarray[Any, Any]

BATCHES = 2
"""How many batches must show it: in one, it may be chance that numbers differ."""

ROWS = 4
"""The most rows of such a batch: each of them is put to the submission alone."""

MIXED = (
    "The {part} for a row depends on the other rows: something is computed over the whole batch."
)
PICKED = "For a batch you return {which} of the losses of its rows; their {way} is asked for."
PAIRED = (
    "You pair each row with every row of the batch, by broadcasting or indexing: n * n losses "
    "where n are asked for."
)

PICKS: dict[str, Callable[[Numbers], Any]] = {
    "the largest": np.max,
    "the smallest": np.min,
    "the median": lambda losses: np.sort(losses)[(len(losses) - 1) // 2],
    "the first": lambda losses: losses[0],
    "the last": lambda losses: losses[-1],
}


def rows(evidence: Evidence) -> Misconception | None:
    """The rows of a batch mix, though the right answer to each is what it is alone."""
    for probe, cases in evidence.referenced:
        found: list[list[str]] = []
        for index, case in enumerate(cases):
            if len(found) < BATCHES and compare(case.got, case.expected, case) is not None:
                said = _said(evidence, probe, index, case)
                found += [said] if said else []
        common = (
            [words for words in found[0] if all(words in said for said in found)] if found else []
        )
        if len(found) == BATCHES and common:
            # More than one reading of so few batches is chance.
            return Misconception("rows-mix", common[0]) if len(common) == 1 else None
    return None


def _said(evidence: Evidence, probe: Probe, index: int, case: Case) -> list[str]:
    """All that can be said of one batch."""
    got, right = _parts(case.got), _parts(case.expected)
    if not right or _shapes(got) != _shapes(right):
        return []
    alone = _alone(evidence, case.inputs, next(iter(right.values())))
    way = _way(evidence, probe, case, alone, right)
    if way is None:
        return []
    asked = [evidence.ask(probe, inputs, index) for inputs in alone]
    each = [_parts(one.got) for one in asked if one]
    if len(each) < len(alone) or any(answer.keys() != right.keys() for answer in each):
        return []
    if way == "rows":
        for name, whole in got.items():
            joined = _joined([answer[name] for answer in each], way)
            if joined is not None and not near(whole, joined):
                again = evidence.ask(probe, case.inputs, index + 1)  # with other randomness
                alike = again is not None and near(whole, _parts(again.got).get(name))
                return [MIXED.format(part=name)] if alike else []
        return []
    if list(right) != ["answer"]:
        return []
    other = _joined([answer["answer"] for answer in each], "sum" if way == "mean" else "mean")
    if other is None or compare(got["answer"], other, case) is None:
        return []  # a matter of the reduction alone
    single = [compare(one.got, one.expected, case) is None for one in asked if one]
    if not all(single):
        return []
    losses = np.array([answer["answer"].data for answer in each])
    loss = got["answer"].data
    picked = [which for which, pick in PICKS.items() if np.isclose(pick(losses), loss)]
    said = [PICKED.format(which=which, way=way) for which in picked]
    if way == "mean" and _is_of_pairs(evidence, probe, alone, loss):
        said = [PAIRED]
    return said


def _is_of_pairs(evidence: Evidence, probe: Probe, alone: Sequence[Inputs], loss: Numbers) -> bool:
    """Whether a loss is the mean over all pairs of one argument's rows and the others' rows."""
    for name in (key for key, value in alone[0].items() if _rank(value)):
        try:
            losses = [
                value_of(evidence.answer_key.expected(probe, {**row, name: other[name]})).data
                for row in alone
                for other in alone
            ]
        except Exception:  # rows of other shapes do not go together
            continue
        if np.isclose(np.mean(losses), loss):
            return True
    return False


def _parts(answered: Any) -> dict[str, Array]:
    """The arrays that were returned, each with what a learner calls it; none if one is not."""
    value = value_of(answered)
    parts = {"answer": value}
    if isinstance(value, tuple | list):
        parts = {f"result[{i}]": part for i, part in enumerate(value)}
    return parts if all(isinstance(part, Array) for part in parts.values()) else {}


def _shapes(parts: dict[str, Array]) -> dict[str, tuple[int, ...]]:
    return {name: part.shape for name, part in parts.items()}


def _alone(evidence: Evidence, inputs: Inputs, right: Array) -> list[Inputs]:
    """The inputs with one row each, or none where there are too many or too few rows."""
    names = inspect.signature(function_of(evidence)).parameters
    batched = {key: value for key, value in inputs.items() if key in names and _rank(value)}
    if not batched:
        return []
    n = (right if right.shape else max(batched.values(), key=_rank)).shape[0]
    if not 2 <= n <= ROWS:
        return []
    return [
        {
            **inputs,
            **{
                key: replace(value, data=value.data[i : i + 1])
                for key, value in batched.items()
                if value.shape[0] == n
            },
        }
        for i in range(n)
    ]


def _rank(value: Any) -> int:
    return len(value.shape) if isinstance(value, Array) else 0


def _way(
    evidence: Evidence,
    probe: Probe,
    case: Case,
    alone: Sequence[Inputs],
    right: dict[str, Array],
) -> str | None:
    """How the right answers to the rows make that to the batch, if they do."""
    try:
        each = [_parts(evidence.answer_key.expected(probe, inputs)) for inputs in alone]
    except Exception:  # not every function takes one row
        return None
    if not each or any(answer.keys() != right.keys() for answer in each):
        return None
    for way in WAYS:
        joined = {name: _joined([answer[name] for answer in each], way) for name in right}
        if all(
            whole is not None and compare(whole, right[name], case) is None
            for name, whole in joined.items()
        ):
            return way
    return None


WAYS = "rows", "mean", "sum"


def _joined(each: Sequence[Array], way: str) -> Array | None:
    """The answers to single rows as one to the batch; None where they do not fit together."""
    data = [answer.data for answer in each]
    if len({part.shape for part in data}) > 1 or (way == "rows") != bool(data[0].ndim):
        return None
    if way == "rows":
        return replace(each[0], data=np.concatenate(data))
    total = np.asarray(np.sum(data, axis=0))
    return replace(each[0], data=total if way == "sum" else total / len(data))
