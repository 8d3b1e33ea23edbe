"""The line of keys, the help page and what a key does come from one table."""

import re

import pytest
from rich.console import Console

from grader.watch.keys import CONTROLS, help_page, keys_line


def test_every_key_of_the_line_is_explained() -> None:
    """The help page has a row for each, and the line fits into 80 columns."""
    console = Console(width=80)
    with console.capture() as shown:
        for part in help_page():
            console.print(part)
    explained = re.findall(r"^  (\S+) ", shown.get(), re.MULTILINE)
    line = keys_line().plain
    assert set(re.findall(r"\[(.)\]", line)) <= set(explained)
    assert len(line) < 80


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.keys[0])
def test_a_label_marks_its_own_key(control) -> None:  # type: ignore[no-untyped-def] # of the table
    """Whoever presses the letter in brackets gets what the word says."""
    marked = re.findall(r"\[(.)\]", control.label)
    assert marked in ([], [control.keys[0]])


def test_no_key_does_two_things() -> None:
    """Each key is in one row."""
    keys = [key for control in CONTROLS for key in control.keys]
    assert len(keys) == len(set(keys))
