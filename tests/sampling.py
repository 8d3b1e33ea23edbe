"""Which of many like cases `pytest` runs, and which `pytest --all`; `--exhaustive` runs every one.

The time of a run must not grow with the number of exercises, attacks or answers. So a test with
many cases runs on a few of each group, chosen by a rule that needs no list: those whose names have
the lowest SHA-256. The choice stays as it is when cases are added elsewhere.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

import pytest


def ranked(names: Iterable[str]) -> list[str]:
    """Names in the order in which they are taken."""
    return sorted(names, key=lambda name: sha256(name.encode()).digest())


def sampled(
    cases: Mapping[str, Any],
    *,
    group: Callable[[Any], object] = lambda case: "",
    count: int = 1,
    wide_group: Callable[[Any], object] | None = None,
    extensive: float = math.inf,
) -> list[Any]:
    """All cases as `parametrize` wants them, marked with the run that they are left to.

    Args:
        cases: by their names; a case of several parameters is a tuple of them.
        group: which group a case belongs to; all are one where nothing is said.
        count: how many of each group `pytest` runs.
        wide_group: which group it belongs to in `pytest --all`, if another one.
        extensive: how many of each of those `pytest --all` runs; all where nothing is said.
    """
    narrow: Counter[object] = Counter()
    wide: Counter[object] = Counter()
    marks: dict[str, Any] = {}
    for name in ranked(cases):
        one, other = group(cases[name]), (wide_group or group)(cases[name])
        marks[name] = (
            ()
            if narrow[one] < count
            else pytest.mark.extensive
            if wide[other] < extensive
            else pytest.mark.exhaustive
        )
        narrow[one] += 1
        wide[other] += 1
    return [
        pytest.param(*(case if type(case) is tuple else (case,)), id=name, marks=marks[name])
        for name, case in cases.items()
    ]
