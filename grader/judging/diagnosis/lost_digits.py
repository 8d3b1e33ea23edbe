"""Answers in float32 that would be right in float64: digits are lost on the way."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from grader.judging.diagnosis.answers import is_right
from grader.judging.diagnosis.evidence import Evidence
from grader.probe.values import Array
from grader.verdict import Misconception

ENOUGH = 3
"""How many of the inputs are put again, in float64."""


def lost_digits(evidence: Evidence) -> Misconception | None:
    """Every wrong answer is in float32, and right if the same numbers come in float64."""
    wrong = [one for one in evidence.inputs if not is_right(one[0], one[2])]
    if not wrong or any(case.dtype != "float32" for _, _, case in wrong):
        return None
    for probe, index, case in wrong[:ENOUGH]:
        again = evidence.ask(probe, _doubled(case.inputs), index)
        if probe.of != evidence.failed or again is None or not is_right(probe, again):
            return None
    return Misconception(
        "lost-digits",
        "The same numbers in float64 are answered rightly: in float32 your code loses digits, as "
        "where large numbers nearly cancel, or something small is added to 1.",
    )


def _doubled(value: Any) -> Any:
    """The same value with float64 for float32."""
    match value:
        case Array(dtype="float32"):
            return replace(value, data=value.data.astype(np.float64), dtype="float64")
        case Mapping():
            return {name: _doubled(one) for name, one in value.items()}
        case list() | tuple():
            return type(value)(_doubled(one) for one in value)
    return value
