"""Evidence of a wrong version of a function, as a worker would give it, but without one."""

from collections.abc import Callable
from typing import Any

from grader.catalogue import find_one
from grader.judging.diagnosis import Evidence
from grader.judging.grade import answer_key
from grader.probe.case import Case


def evidence_of(address: str, of: str, write: Callable[..., Any], text: str = "") -> Evidence:
    """What is known of the solution with one function or method written otherwise."""
    key = answer_key(find_one(address))
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
    return Evidence(key, of, asked, text)
