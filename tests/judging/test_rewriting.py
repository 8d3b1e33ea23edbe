"""All that is tried with a submission's code together has one limit."""

from types import SimpleNamespace
from typing import Any, cast

from grader.judging.rewriting import MOST_SECONDS, Rewriting


def test_no_more_is_granted_than_the_whole() -> None:
    granted: list[float] = []

    def budget(seconds: float) -> SimpleNamespace:
        granted.append(seconds)
        return SimpleNamespace(spent=not seconds)

    worker = SimpleNamespace(alive=True, budget=budget)
    rewriting = Rewriting(cast(Any, None), cast(Any, worker))
    for _ in range(4):
        rewriting.renew(MOST_SECONDS / 2)
    assert granted == [MOST_SECONDS / 2, MOST_SECONDS / 2, 0, 0]
    assert rewriting.over
