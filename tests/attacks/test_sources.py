"""No source is too much for the judge, which parses it, or breaks a report."""

import pytest

from tests.attacks.patience import patience_for
from tests.attacks.reports import assert_is_shown_safely
from tests.attacks.sources import SOURCES
from tests.attacks.victim import Victim
from tests.sampling import sampled


@pytest.mark.parametrize(("source", "status", "sentence"), sampled(SOURCES, count=4, extensive=8))
def test_a_source_gets_a_verdict(source: bytes, status: str, sentence: str, victim: Victim) -> None:
    """However it is built, it is a verdict of one sentence, and harms nothing."""
    with patience_for(status, sentence):
        verdict = victim.grades(source)
    assert (verdict.status, verdict.message) == (status, verdict.message)
    assert sentence in verdict.message
    assert len(verdict.message) < 1000
    assert_is_shown_safely(verdict)
