"""Judges one case by the checks of a probe."""

import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from grader.probe.case import Case, Finding, Inputs
from grader.probe.compare import raised
from grader.probe.probe import Check, Probe
from grader.probe.snippet import size_of
from grader.probe.values import Raised


def answered(probe: Probe, drawn: Inputs, right: Any, answer: Any, device: str) -> Case:
    """What a worker on a device answered to one input."""
    got = _asked_for(answer["got"], right)
    return Case(drawn, got, right, device, probe.tolerance, printed=answer["printed"])


def judge_case(probe: Probe, case: Case, failures: dict[str, tuple[Case, Finding]]) -> set[str]:
    """Judge one case; keep it for each check that it fails more simply than any before."""
    failed = set()
    for check in probe.checks:
        finding = verdict_on(probe, check, case)
        if finding is None:
            continue
        failed.add(check.name)
        kept = failures.get(check.name)
        if kept is None or size_of(case.inputs) < size_of(kept[0].inputs):
            failures[check.name] = case, finding
    return failed


def verdict_on(probe: Probe, check: Check, case: Case) -> Finding | None:
    """Judge one case by one check. Answers of an unexpected form are a finding too."""
    if isinstance(case.got, Raised) and not probe.fake_device:
        return raised(case.got)
    try:
        # An answer may hold any number.
        with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
            return check.judge(case)
    except Exception:
        if probe.referenced and not probe.fake_device:
            # The reference's own answer must pass; only then is the form of this one at fault.
            check.judge(replace(case, got=case.expected))
        return Finding("type", "The answer does not have the expected form.")


def _asked_for(got: Any, right: Any) -> Any:
    """An answer without what nobody asked for: keys that the reference's does not have."""
    if not (isinstance(got, dict) and isinstance(right, Mapping)):
        return got
    return {key: item for key, item in got.items() if key in right}
