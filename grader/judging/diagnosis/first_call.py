"""The first call with a wrong answer, to try changed versions of a function on.

That takes a fraction of what it takes to drive a version through a probe, gradients and all.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np

from grader.judging.answer_key import answer, replaced
from grader.judging.diagnosis.answers import is_finite
from grader.judging.diagnosis.evidence import Evidence
from grader.probe.case import Case, Inputs
from grader.probe.compare import compare
from grader.probe.probe import Probe
from grader.probe.tensors import seed_all
from grader.probe.values import Raised
from grader.worker.codec import received

SLOW = 0.005
"""Seconds that few functions take: those that fit a model."""


@dataclass(frozen=True)
class FirstCall:
    """A call of a function, which the submission answers wrongly.

    Attributes:
        function: the reference's own, a method as a function of `self`.
        arguments: what a driver called it with.
        case: the submission's value and the right one.
        seed: of all randomness.
        slow: whether the function takes long, so that few versions of it can be tried.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    case: Case
    seed: int
    slow: bool = False

    def value(self, write: Callable[..., Any]) -> Any:
        """What another version of the function answers to a copy of the arguments."""
        returned = self.returned(write)
        return returned if isinstance(returned, Raised) else received(returned)

    def returned(self, write: Callable[..., Any]) -> Any:
        """The same, as it is returned."""
        seed_all(self.seed)
        try:
            return write(*map(_copy, self.arguments))
        except Exception as error:
            return Raised.from_exception(error)

    def explained_by(self, write: Callable[..., Any]) -> bool:
        """Whether another version of the function gives the submission's value."""
        value = self.value(write)
        return not isinstance(value, Raised) and compare(self.case.got, value, self.case) is None


class _Called(BaseException):
    """Ends a driver at its first call: no driver catches it."""


def first_call(evidence: Evidence) -> FirstCall | None:
    """The first call with a wrong value, or None where no value alone shows the mistake."""
    return next(wrong_calls(evidence), None)


def wrong_calls(evidence: Evidence) -> Iterator[FirstCall]:
    """The calls with a wrong value, in order."""
    key, function = evidence.answer_key, function_of(evidence)
    if isinstance(function, type):
        return
    for probe, cases in evidence.referenced:
        for index, case in enumerate(cases):
            case = replace(case, got=value_of(case.got), expected=value_of(case.expected))
            if not is_finite(case.got) or compare(case.got, case.expected, case) is None:
                continue
            seed = key.seed(probe) + index
            arguments = _arguments(evidence, probe, case.inputs, seed)
            if arguments is None:
                return
            call = FirstCall(function, arguments, case, seed)
            if not _answers(call):
                return
            started = time.thread_time()  # of a second call: a first one may import something
            call.returned(function)
            yield replace(call, slow=time.thread_time() - started > SLOW)


def _arguments(
    evidence: Evidence, probe: Probe, inputs: Inputs, seed: int
) -> tuple[Any, ...] | None:
    """What a driver calls the function with first; None where it does not, or raises before."""
    calls: list[tuple[Any, ...]] = []

    def record(*arguments: Any) -> Any:
        calls.append(arguments)
        raise _Called

    impl = replaced(evidence.answer_key.reference, evidence.failed, record)
    try:
        answer(probe, impl, inputs, seed)
    except _Called:
        return calls[0]
    except Exception:  # it was called in a way that no contract allows
        return None
    return None


def function_of(evidence: Evidence) -> Callable[..., Any]:
    """The right version of what failed."""
    found: Any = evidence.answer_key.reference
    for name in evidence.failed.split("."):
        found = getattr(found, name)
    return cast("Callable[..., Any]", found)


def value_of(answered: Any) -> Any:
    """What a function returned, among all that a driver found out."""
    if isinstance(answered, Mapping):
        return answered.get("value")
    return answered


def _answers(call: FirstCall) -> bool:
    """Whether what the function returns is what was compared."""
    return compare(call.value(call.function), call.case.expected, call.case) is None


def _copy(argument: Any) -> Any:
    if hasattr(argument, "detach"):
        return argument.detach().clone()
    return argument.copy() if isinstance(argument, np.ndarray) else argument
