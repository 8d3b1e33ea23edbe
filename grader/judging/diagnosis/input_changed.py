"""Answers that change what they are given: that is the finding, whatever else differs then."""

import re
from collections.abc import Mapping

from grader.judging.diagnosis.code.argument import arguments_of, changes, switches
from grader.judging.diagnosis.evidence import Evidence
from grader.probe.case import Case
from grader.probe.compare import compare
from grader.probe.values import Array, Raised, leaves
from grader.verdict import Misconception

_IN_PLACE = re.compile(r"leaf Variable that requires grad .* in-?place|modified by an inplace")
_SWITCHED_OFF = "does not require grad"

_SWITCH = "`requires_grad`"
"""How a driver calls that trait of a tensor."""


def input_changed(evidence: Evidence) -> Misconception | None:
    """An argument is changed in place: the line that does it is named."""
    for _, cases in evidence.relevant:
        for case in cases:
            if _parameters_changed(case):
                message = "Your code changes the model's parameters, and computes with those: read "
                return Misconception("parameters-changed", f"{message}them only.")
            for name in _changed(case):
                if where := changes(evidence, name):
                    return _numbers_changed(where, name)
            for name in _switched(case):
                if where := switches(evidence, name):
                    message = (
                        f"{where} changes for the caller whether `{name}` requires a gradient. "
                        "Detach it first: that makes a new one."
                    )
                    return Misconception("switched-in-place", message)
    if evidence.finding and evidence.finding.kind == "changed":
        for name in arguments_of(evidence):
            if where := changes(evidence, name):
                return _numbers_changed(where, name)
    return None


def _numbers_changed(where: str, name: str) -> Misconception:
    message = f"{where} changes the caller's `{name}` in place. Make a new one: the caller still "
    return Misconception("changed-in-place", f"{message}needs the old numbers.")


def _changed(case: Case) -> list[str]:
    """The arguments that a call has changed, or tried to."""
    got = case.got
    if isinstance(got, Raised):
        return list(case.inputs) if _IN_PLACE.search(got.message) else []
    if not isinstance(got, Mapping):
        return []
    found = [name for name, traits in _mapping(got.get("changed")).items() if traits]
    found += [
        name
        for name, after in _mapping(got.get("after")).items()
        if isinstance(before := case.inputs.get(name), Array)
        and isinstance(after, Array)
        and (after.shape != before.shape or bool((after.data != before.data).any()))
    ]
    gradient = got.get("gradient")
    if isinstance(gradient, Raised) and _IN_PLACE.search(gradient.message):
        found += list(case.inputs)
    return list(dict.fromkeys(found))


def _switched(case: Case) -> list[str]:
    """The arguments of which a call has changed whether they require a gradient, or seems to."""
    got = _mapping(case.got)
    gradient = got.get("gradient")
    if isinstance(gradient, Raised) and _SWITCHED_OFF in gradient.message:
        return list(case.inputs)
    traits = _mapping(got.get("changed"))
    return [name for name, seen in traits.items() if _SWITCH in leaves(seen)]


def _parameters_changed(case: Case) -> bool:
    """Whether the parameters of a model that was handed over are not what they were."""
    got, right = (_mapping(_mapping(s).get("after")) for s in (case.got, case.expected))
    if "parameters" not in got or "parameters" not in right:
        return False
    return compare(got["parameters"], right["parameters"], case) is not None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
