"""What a learner, a program and a CI system are shown of a verdict, whatever is in it."""

import re
import xml.etree.ElementTree as ET
from io import StringIO

from rich.console import Console

from grader.render.as_json import json_text
from grader.render.junit import junit_text
from grader.render.text import verdict_view
from grader.verdict import Status, Verdict

CONTROL = re.compile(r"[^\n\x20-\x7e\u2026\u00a0-\u02af\ufffd]")


def as_text(verdict: Verdict) -> str:
    """What a terminal of 80 columns gets, without styles."""
    screen = StringIO()
    Console(file=screen, width=80, color_system=None).print(verdict_view(verdict))
    return screen.getvalue()


def assert_is_shown_safely(verdict: Verdict) -> None:
    """No report can be used to move the cursor, to pose as another, or to break its format."""
    text = as_text(verdict)
    assert not CONTROL.search(text), text
    begun = [line for line in text.splitlines() if line.startswith(f"{verdict.exercise} passes")]
    assert len(begun) == (verdict.status is Status.PASS)
    assert len(text) < 20_000
    assert len(json_text([verdict])) < 2_000_000
    assert not CONTROL.search(ET.fromstring(junit_text([verdict])).tag)
