"""No hostile submission gains a pass, changes anything, or leaves anything behind."""

import re
import xml.etree.ElementTree as ET
from io import StringIO

import pytest
from rich.console import Console

from grader import workers
from grader.render.as_json import json_text
from grader.render.junit import junit_text
from grader.render.text import verdict_view
from grader.verdict import Status, Verdict
from tests.attacks import Attack, attacks
from tests.attacks.victim import EXERCISE, Victim

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
    begun = [line for line in text.splitlines() if line.startswith(f"{EXERCISE.address} passes")]
    assert len(begun) == (verdict.status is Status.PASS)
    assert len(text) < 20_000
    assert len(json_text([verdict])) < 200_000
    assert not CONTROL.search(ET.fromstring(junit_text([verdict])).tag)


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.name)
def test_an_attack_gains_nothing(
    attack: Attack, victim: Victim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gets its verdict in a clear sentence, changes and leaves nothing; others are graded on."""
    monkeypatch.setenv("GRADER_TOKEN", "a secret of the user's")
    monkeypatch.setattr(workers, "GRADE_SECONDS", 6.0)
    verdict = victim.grades(attack.path.read_bytes())
    assert (verdict.status, verdict.message) == (attack.status, verdict.message)
    assert attack.sentence in verdict.message
    assert len(verdict.message) < 1000
    assert verdict.isolation == "complete"
    assert_is_shown_safely(verdict)
    assert victim.grades(EXERCISE.solution.read_bytes()).status is Status.PASS


def test_the_classes_of_attacks_are_covered() -> None:
    """There are at least sixty attacks, of every class."""
    classes = {attack.path.parent.name for attack in attacks()}
    assert classes == {"process", "resources", "forging", "stealing", "harming", "denial"}
    assert len(attacks()) >= 60
