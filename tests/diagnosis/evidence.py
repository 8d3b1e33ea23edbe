"""Evidence of a wrong version of a function, as a worker would give it, but without one."""

from collections.abc import Callable
from typing import Any

from grader.catalogue import find_one
from grader.judging.answer_key import answer, replaced
from grader.judging.diagnosis import Evidence
from grader.judging.grade import answer_key
from grader.probe.case import Case, Inputs
from grader.probe.drivers import attempt
from grader.probe.probe import Probe


def evidence_of(
    address: str, of: str, write: Callable[..., Any], *, text: str = "", answers: int = 100
) -> Evidence:
    """What is known of the solution with one function or method written otherwise.

    Args:
        address: the exercise.
        of: the function or method.
        write: its other version.
        text: the submission.
        answers: how often it can be asked again.
    """
    key = answer_key(find_one(address))
    left = answers

    def ask(probe: Probe, inputs: Inputs, index: int) -> Case | None:
        nonlocal left
        left -= 1
        impl = replaced(key.reference, of, write)
        got = attempt(lambda: answer(probe, impl, inputs, key.seed(probe) + index))
        return Case(inputs, got, key.expected(probe, inputs)) if left >= 0 else None

    asked = []
    for probe in key.probes:
        if probe.of != of or probe.fake_device:
            continue
        drawn = enumerate(zip(*key.cases(probe), strict=True))
        cases = [
            Case(inputs, key.rewritten(of, write, probe, i), right, tolerance=probe.tolerance)
            for i, (inputs, right) in drawn
        ]
        asked.append((probe, cases))
    return Evidence(key, of, asked, text, ask=ask)
