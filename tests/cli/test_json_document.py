"""docs/json.md says what the JSON has, no more and no less."""

import re
from pathlib import Path

import pytest

from grader.render.as_json import document
from grader.verdict import BlankLeft, CheckResult, Counterexample, Misconception, Status, Verdict

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
CHECK = CheckResult("f: value", Status.FAIL, "x", counterexample=Counterexample("f()"))
FULL = document(
    Verdict(
        "vae/kl",
        Status.FAIL,
        "no",
        (CHECK,),
        Misconception("id", "message"),
        (BlankLeft("prompt", 1, 1, 1, "f"),),
    )
)


def fields(heading: str) -> set[str]:
    """The names in the first column of the table behind a heading."""
    table = PAGE.partition(heading)[2].partition("\n\n|")[2].partition("\n\n")[0]
    return set(re.findall(r"^\|? ?`(\w+)`", table, re.MULTILINE))


def test_every_field_of_a_verdict_is_documented() -> None:
    """The table of the object has its fields."""
    assert fields("## One object") == FULL.keys()


def test_every_field_of_a_check_is_documented() -> None:
    """The table of a check has its fields."""
    assert fields("A check:") == FULL["checks"][0].keys()


@pytest.mark.parametrize(
    "inner", [FULL["misconception"], FULL["blanks"][0], FULL["checks"][0]["counterexample"]]
)
def test_every_field_of_an_inner_object_is_documented(inner: dict[str, object]) -> None:
    """The smaller objects are described in the tables' cells."""
    assert all(f"`{name}`" in PAGE for name in inner)


@pytest.mark.parametrize("status", Status)
def test_every_status_is_documented(status: Status) -> None:
    """A program can rely on the list of verdicts."""
    assert f"`{status}`" in PAGE
