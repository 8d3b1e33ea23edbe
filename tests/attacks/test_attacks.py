"""No hostile submission gains a pass, changes anything, or leaves anything behind."""

import pytest

from grader.verdict import Status
from tests.attacks import Attack, attacks
from tests.attacks.patience import patience_for
from tests.attacks.reports import assert_is_shown_safely
from tests.attacks.victim import EXERCISE, Victim
from tests.sampling import sampled

ATTACKS = {attack.name: attack for attack in attacks()}


@pytest.mark.parametrize(
    "attack", sampled(ATTACKS, group=lambda attack: attack.path.parent, extensive=8)
)
def test_an_attack_gains_nothing(
    attack: Attack, victim: Victim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gets its verdict in a clear sentence, changes and leaves nothing; others are graded on."""
    monkeypatch.setenv("GRADER_TOKEN", "a secret of the user's")
    with patience_for(attack.status, attack.sentence):
        verdict = victim.grades(attack.text, attack.exercise)
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
