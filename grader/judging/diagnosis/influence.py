"""Finds what an answer does not depend on, though the right one does."""

import inspect
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.judging.diagnosis.answers import is_finite, is_right, near
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import function_of, value_of
from grader.judging.diagnosis.reproduction import FURTHER
from grader.probe.case import Case, Inputs
from grader.probe.probe import Probe
from grader.probe.values import Array, leaves
from grader.verdict import Misconception
from grader.worker.codec import encode

ENOUGH = 3
"""Inputs on which an argument must change nothing: one may lie where it truly has no effect."""


def influence(evidence: Evidence) -> Misconception | None:
    """An argument or a layer that changes nothing, in all of the answer or in a part of it."""
    for probe, cases in evidence.referenced:
        if not all(_has_its_form(case) for case in cases):
            continue
        for name in _names(evidence, cases[0].inputs):
            unmoved = _unmoved(evidence, probe, cases, name)
            if unmoved is not None and _stays(evidence, name, unmoved):
                subject = "answer" if unmoved == () else f"result[{unmoved[0]}]"
                sentence = f"Your {subject} does not depend on `{name}`: change it and see."
                return Misconception("no-influence", sentence)
        return None
    return None


def _names(evidence: Evidence, inputs: Inputs) -> Iterator[str]:
    """The function's own arguments among the inputs, and the layers of its module."""
    arguments = inspect.signature(function_of(evidence)).parameters
    layers = dict.fromkeys(name.rpartition(".")[0] for name in inputs if "." in name)
    return iter([*(name for name in inputs if name in arguments), *layers])


def _unmoved(
    evidence: Evidence, probe: Probe, cases: Sequence[Case], name: str
) -> tuple[int, ...] | None:
    """What stays as it is whenever an input is another and the right answer moves.

    Returns:
        `()` for the whole answer, `(i,)` for its part i, None where all of it moves.
    """
    still: Counter[tuple[int, ...]] = Counter()
    moved: set[tuple[int, ...]] = set()
    # What is wrong there may hide what counts: those that are right come first.
    for index, case in sorted(enumerate(cases), key=lambda one: not is_right(probe, one[1])):
        if _moves_it_all(case, name):
            return None
        inputs = _varied(case.inputs, name, cases)
        if inputs is None:
            continue
        try:
            right = evidence.answer_key.expected(probe, inputs)
        except Exception:  # that value does not go with the others
            continue
        before = value_of(case.expected)
        moving = _moved(before, value_of(right), near)
        if moving <= moved:
            continue
        now = evidence.ask(probe, inputs, index)
        if now is None or not _has_its_form(now):
            return None
        if not (is_finite(value_of(case.got)) and is_finite(value_of(now.got))):
            continue  # one nan is like another
        moved |= _moved(value_of(case.got), value_of(now.got), _identical)
        still.update(moving - moved)
        found = [place for place, times in still.items() if times == ENOUGH and place not in moved]
        if found:
            return min(found)
    return None


def _stays(evidence: Evidence, name: str, place: tuple[int, ...]) -> bool:
    """Whether it stays so on inputs that were never put to the submission."""
    further = evidence.further()
    cases = [Case(inputs, None) for _, _, inputs in further]
    for probe, index, inputs in further[:FURTHER]:
        other = _varied(inputs, name, cases)
        if other is None:
            continue
        before, now = (evidence.ask(probe, drawn, index) for drawn in (inputs, other))
        if before is None or now is None:
            continue
        moved = _moved(value_of(before.got), value_of(now.got), _identical)
        moving = _moved(value_of(before.expected), value_of(now.expected), near)
        if place in moved & moving:
            return False
    return True


def _moved(before: Any, after: Any, same: Callable[[Any, Any], bool]) -> set[tuple[int, ...]]:
    """Which parts of an answer are another: `()` is all of it."""
    parts: dict[tuple[int, ...], tuple[Any, Any]] = {(): (before, after)}
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        parts |= {(i,): pair for i, pair in enumerate(zip(before, after, strict=False))}
    return {place for place, (old, new) in parts.items() if not same(old, new)}


def _has_its_form(case: Case) -> bool:
    """Whether an answer holds numbers, and as many in each place as the right one."""
    got, right = (leaves(value_of(side)) for side in (case.got, case.expected))
    return len(got) == len(right) and all(
        isinstance(mine, Array | bool | int | float)
        and np.shape(_data(mine)) == np.shape(_data(its))
        for mine, its in zip(got, right, strict=True)
    )


def _data(leaf: Any) -> Any:
    return leaf.data if isinstance(leaf, Array) else leaf


def _identical(old: Any, new: Any) -> bool:
    """Whether two answers are the same to the last bit."""
    return encode(old) == encode(new)


def _moves_it_all(case: Case, name: str) -> bool:
    """Whether the answer, which has no parts, is known to depend on an input by its gradient."""
    gradient = case.got.get("gradient") if isinstance(case.got, Mapping) else None
    if not isinstance(gradient, Mapping) or not isinstance(value_of(case.got), Array):
        return False
    return any(
        isinstance(found, Array) and found.data.any()
        for key, found in gradient.items()
        if _belongs(key, name)
    )


def _belongs(key: str, name: str) -> bool:
    """Whether an input is an argument or a parameter of a layer."""
    return key == name or key.rpartition(".")[0] == name


def _varied(inputs: Inputs, name: str, cases: Sequence[Case]) -> Inputs | None:
    """The inputs with another value of one argument, or of a layer's parameters; None if none is.

    Another value is the same in reverse, or that of another input, where it fits: both keep to
    what the argument may be, such as probabilities.
    """
    varied = dict(inputs)
    for key, value in inputs.items():
        if _belongs(key, name):
            others = [case.inputs[key] for case in cases if key in case.inputs]
            if isinstance(value, Array):
                others = [replace(value, data=np.flip(value.data).copy()), *others]
            found = next((other for other in others if _is_another(value, other)), value)
            varied[key] = found
    return varied if any(varied[key] is not value for key, value in inputs.items()) else None


def _is_another(value: Any, other: Any) -> bool:
    """Whether a value can stand for another, and is not the same."""
    if isinstance(value, Array):
        alike = isinstance(other, Array) and (other.shape, other.dtype) == (
            value.shape,
            value.dtype,
        )
        return alike and not np.array_equal(other.data, value.data)
    return isinstance(value, bool | int | float) and type(other) is type(value) and other != value
