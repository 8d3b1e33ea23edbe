"""Evidence made by hand: inputs with an answer and the right one."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.catalogue import exercises
from grader.judging.answer_key import AnswerKey
from grader.judging.diagnosis import Evidence
from grader.probe.case import Case
from grader.probe.judgements import same_as_the_reference
from grader.probe.probe import Check, Probe
from grader.probe.values import Array, Raised

SHAPES = [(1,), (3,), (4,), (1, 3), (2, 1), (2, 2), (2, 3), (4, 3), (3, 1, 2)]


def tensor(data: Any, dtype: str = "float64") -> Array:
    """A tensor as it looks from outside."""
    return Array(np.asarray(data, dtype), "torch", dtype)


def inputs(*names: str, shapes: Iterable[tuple[int, ...]] = SHAPES) -> list[dict[str, Array]]:
    """Positive numbers below 3, of many shapes."""
    numbers = np.random.default_rng(0)
    return [{n: tensor(numbers.uniform(0.1, 3, shape)) for n in names} for shape in shapes]


def evidence(
    drawn: Iterable[Any],
    got: Callable[..., Any],
    right: Callable[..., Any],
    of: str = "gaussian_nll",
    exercise: str = "nll/gaussian",
    **known: Any,
) -> Evidence:
    """What is known of a function that was asked some inputs.

    Args:
        drawn: the inputs, arrays by name.
        got: the submission as a function of arrays; what it returns is sent as tensors.
        right: the right one.
        of: the function that it claims to be, for the names of the contract.
        exercise: whose.
        known: the rest of the evidence.
    """
    cases = []
    for given in drawn:
        numbers = [v.data if isinstance(v, Array) else v for v in given.values()]
        cases.append(Case(given, sent(got(*numbers)), sent(right(*numbers))))
    check = Check("value", "It is right.", same_as_the_reference)
    probe = Probe(of, of, st.nothing(), lambda: None, (check,))
    return Evidence(answer_key(exercise), of, [(probe, cases)], **known)


def answer_key(address: str) -> AnswerKey:
    """That of an exercise; nothing is drawn."""
    return AnswerKey(next(e for e in exercises() if e.address == address))


def sent(value: Any) -> Any:
    """A value as it looks from outside."""
    if isinstance(value, tuple):
        return tuple(map(sent, value))
    if isinstance(value, dict):
        return {key: sent(item) for key, item in value.items()}
    if type(value) in (Raised, Array, float, list):
        return value
    return tensor(value, "bool" if np.asarray(value).dtype == bool else "float64")
