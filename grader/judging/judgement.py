"""Judging one case with the checks of a probe."""

import warnings
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from grader.probe.case import Case, Finding, Inputs
from grader.probe.compare import raised
from grader.probe.probe import Check, Probe
from grader.probe.snippet import size_of
from grader.probe.values import Raised


class Answered(Case):
    """A case of a worker's answer."""

    @cached_property
    def size(self) -> tuple[int, int]:
        """The size of its input, by which the smallest is found."""
        return size_of(self.inputs)


def as_case(probe: Probe, drawn: Inputs, right: Any, answer: Any, device: str) -> Answered:
    """One input with a worker's answer to it."""
    got = _asked_for(answer["got"], right)
    return Answered(drawn, got, right, device, probe.tolerance, printed=answer["printed"])


def judge_case(
    probe: Probe, case: Answered, failures: dict[str, tuple[Answered, Finding]]
) -> set[str]:
    """Judge one case; keep it for each failed check if its input is the smallest so far."""
    failed = set()
    for check in probe.checks:
        finding = verdict_on(probe, check, case)
        if finding is None:
            continue
        failed.add(check.name)
        kept = failures.get(check.name)
        if kept is None or case.size < kept[0].size:
            failures[check.name] = case, finding
    return failed


def verdict_on(probe: Probe, check: Check, case: Case) -> Finding | None:
    """Judge one case with one check. An answer with an unexpected form is also a finding."""
    if check not in case.known:
        case.known[check] = _judged(probe, check, case)
    found: Finding | None = case.known[check]
    return found


def _judged(probe: Probe, check: Check, case: Case) -> Finding | None:
    if isinstance(case.got, Raised) and not probe.fake_device:
        return raised(case.got)
    try:
        # An answer can have any numbers.
        with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
            return check.judge(case)
    except Exception:
        if probe.referenced and not probe.fake_device:
            # Only if the reference's own answer passes, the form of this one is wrong.
            check.judge(replace(case, got=case.expected))
        return Finding("type", "The answer does not have the expected form.")


def _asked_for(got: Any, right: Any) -> Any:
    """An answer without extra keys, which the reference's answer does not have."""
    if not (isinstance(got, dict) and isinstance(right, Mapping)):
        return got
    return {key: item for key, item in got.items() if key in right}
