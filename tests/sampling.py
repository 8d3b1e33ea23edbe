"""Which of many like cases `pytest` runs; `pytest --all` runs them all.

The time of `pytest` must not grow with the number of exercises, attacks or answers. So a test with
many cases runs on a few of each group, chosen by a rule that needs no list: those whose names have
the lowest SHA-256. The choice stays as it is when cases are added elsewhere.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import pytest


def sampled(
    cases: Mapping[str, Any], *, group: Callable[[Any], object] = lambda case: "", count: int = 1
) -> list[Any]:
    """All cases as `parametrize` wants them, those outside the sample marked as extensive.

    Args:
        cases: by their names; a case of several parameters is a tuple of them.
        group: which group a case belongs to; all are one where nothing is said.
        count: how many of each group are in the sample.
    """
    taken: Counter[object] = Counter()
    sample = set()
    for name in sorted(cases, key=lambda name: sha256(name.encode()).digest()):
        if taken[group(cases[name])] < count:
            taken[group(cases[name])] += 1
            sample.add(name)
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            id=name,
            marks=() if name in sample else pytest.mark.extensive,
        )
        for name, case in cases.items()
    ]
