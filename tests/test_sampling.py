"""What `pytest` and `pytest --all` run of many like cases are samples that can be relied on."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sampling import sampled

CASES = {f"{group}{i}": (group, i) for group in "abc" for i in range(20)}


def in_sample(found: list[object]) -> set[tuple[object, ...]]:
    return {param.values for param in found if not param.marks}  # type: ignore[attr-defined]


def test_every_group_is_in_the_sample() -> None:
    """With so many cases each, and no case is dropped."""
    found = sampled(CASES, group=lambda case: case[0], count=2)
    assert [param.values for param in found] == list(CASES.values())
    assert sorted(group for group, _ in in_sample(found)) == ["a", "a", "b", "b", "c", "c"]


def test_the_longer_run_may_have_smaller_groups() -> None:
    """One of each topic here, one of each exercise there; what is here is there, too."""
    found = sampled(
        CASES,
        group=lambda case: case[0],
        wide_group=lambda case: (case[0], case[1] % 2),
        extensive=1,
    )
    left_out = {param.id for param in found if pytest.mark.exhaustive in param.marks}
    longer = [param.values for param in found if param.id not in left_out]
    assert len(in_sample(found)) == 3
    assert in_sample(found) <= set(longer)
    assert sorted((group, i % 2) for group, i in longer) == [(g, i) for g in "abc" for i in (0, 1)]


def test_what_is_added_elsewhere_changes_no_choice() -> None:
    """Nor does the order in which cases are written."""
    few = {name: case for name, case in reversed(CASES.items()) if case[0] != "b"}
    chosen = in_sample(sampled(CASES, group=lambda case: case[0]))
    assert in_sample(sampled(few, group=lambda case: case[0])) == {c for c in chosen if c[0] != "b"}


@pytest.mark.parametrize(("case", "group"), sampled(CASES, count=2, extensive=5))
def test_a_sampled_test(case: str, group: int) -> None:
    """The specimen of the test below."""
    assert CASES[f"{case}{group}"]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ([__file__], 2),
        ([__file__, "--all"], 5),
        ([__file__, "--exhaustive"], 60),
        ([f"{__file__}::test_a_sampled_test"], 60),
    ],
    ids=["a file", "--all", "--exhaustive", "a test by name"],
)
def test_an_option_runs_what_is_not_in_the_sample(arguments: list[str], count: int) -> None:
    """So does naming a test."""
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "--collect-only", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    assert done.stdout.count("::test_a_sampled_test[") == count
