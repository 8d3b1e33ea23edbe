"""The texts of graded files: each is kept once, within a bound that spares what is looked for."""

import random

import pytest

from grader.learner import texts
from grader.learner.progress import Progress
from grader.verdict import Status, Verdict
from tests.learner.conftest import MovedClock


def test_a_text_comes_back_as_it_was(progress: Progress) -> None:
    """Byte by byte, whatever is in it, and also the empty answer of an unknown digest."""
    content = "# é\r\n".encode() + bytes(range(256))
    progress.record(Verdict("vae/kl", Status.ERROR, ""), content)
    (attempt,) = progress.attempts("vae/kl")
    assert progress.text(attempt.digest) == content
    assert progress.text("0" * 64) is None


def test_a_text_that_is_too_long_is_not_kept(progress: Progress) -> None:
    """Its grade is."""
    progress.record(Verdict("vae/kl", Status.ERROR, ""), b"#" * (texts.MAX_TEXT + 1))
    (attempt,) = progress.attempts("vae/kl")
    assert progress.text(attempt.digest) is None


def test_the_oldest_go_first_but_never_what_is_looked_for(
    progress: Progress, time: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last pass, the last version and those of an open sitting stay."""
    monkeypatch.setattr(texts, "MAX_TOTAL", 5000)
    chance = random.Random(0)

    def grade(address: str, status: Status) -> str:
        time.passes(minutes=1)
        progress.record(Verdict(address, status, ""), chance.randbytes(1000))
        return progress.attempts(address)[-1].digest

    first_pass, last_pass = grade("vae/kl", Status.PASS), grade("vae/kl", Status.PASS)
    last = grade("vae/kl", Status.FAIL)
    time.passes(days=2)
    opened = [grade("vae/loss", Status.FAIL) for _ in range(4)]
    assert progress.text(first_pass) is None
    assert all(progress.text(digest) for digest in (last_pass, last, *opened))
    time.passes(days=2)
    newest = [grade("vae/model", Status.FAIL), grade("vae/model", Status.FAIL)]
    assert [progress.text(digest) is None for digest in opened] == [True, True, True, False]
    assert all(progress.text(digest) for digest in (last_pass, last, *newest))
